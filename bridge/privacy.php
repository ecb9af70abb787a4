<?php
/*
 * What is kept of a person and whom it is shared with, told and erased; and how it is, for Site
 * Health.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
if (!defined('ABSPATH')) {
	exit;
}

require_once __DIR__ . '/page.php';

final class Groundlevel_Privacy
{
	public static function policy()
	{
		if (function_exists('wp_add_privacy_policy_content')) {
			wp_add_privacy_policy_content('Groundlevel', '<p>' . esc_html__('Names, addresses, roles and' .
				' chosen fields of members, and forms, orders and progress where they are chosen, are' .
				' handed to a Groundlevel that the owner of this site runs.', 'groundlevel') . '</p>');
		}
	}

	public static function exporters($list)
	{
		$list['groundlevel'] = ['exporter_friendly_name' => 'Groundlevel',
			'callback' => [__CLASS__, 'export']];
		return $list;
	}

	public static function erasers($list)
	{
		$list['groundlevel'] = ['eraser_friendly_name' => 'Groundlevel', 'callback' => [__CLASS__, 'erase']];
		return $list;
	}

	/* Events of this site that belong to the address, or to the member who has it. */
	private static function events_of($email)
	{
		global $wpdb;
		$user = get_user_by('email', $email);
		$member = $user ? '%"member":' . (int) $user->ID . ',%' : '';
		$text = '%' . $wpdb->esc_like((string) wp_json_encode($email)) . '%'; /* all of it */
		return $wpdb->get_results($wpdb->prepare('SELECT seq, kind, at, body FROM ' .
			Groundlevel_Log::table() . ' WHERE blog = %d AND body IS NOT NULL AND (body LIKE %s' .
			' OR body LIKE %s OR body LIKE %s) LIMIT 1000', get_current_blog_id(), $text, $member,
			$user ? '%"member":' . (int) $user->ID . '}%' : ''));
	}

	public static function export($email, $page = 1)
	{
		$data = [];
		$user = get_user_by('email', $email);
		foreach ($user ? Groundlevel::pairs() : [] as $id => $pair) {
			$data[] = ['group_id' => 'groundlevel', 'group_label' => 'Groundlevel', 'item_id' => "pair-$id",
				'data' => [
				['name' => __('Shared with', 'groundlevel'), 'value' => Groundlevel_Page::name($pair)],
				['name' => __('Since', 'groundlevel'), 'value' => gmdate('Y-m-d', $pair['since'])],
				['name' => __('Fields', 'groundlevel'),
					'value' => implode(', ', array_merge(['email', 'name', 'roles'], $pair['fields']))]]];
		}
		foreach (self::events_of($email) as $row) {
			$data[] = ['group_id' => 'groundlevel-events', 'group_label' => 'Groundlevel',
				'item_id' => "event-$row->seq", 'data' => [
				['name' => __('When', 'groundlevel'), 'value' => gmdate('Y-m-d H:i:s', $row->at)],
				['name' => __('What', 'groundlevel'), 'value' => esc_html("$row->kind $row->body")]]];
		}
		return ['data' => $data, 'done' => true];
	}

	public static function erase($email, $page = 1)
	{
		global $wpdb;
		$user = get_user_by('email', $email);
		$seqs = array_map('intval', wp_list_pluck(self::events_of($email), 'seq'));
		if ($seqs) {
			$wpdb->query('DELETE FROM ' . Groundlevel_Log::table() . ' WHERE seq IN (' .
				implode(',', $seqs) . ')');
		}
		$gone = (int) $wpdb->query($wpdb->prepare('DELETE FROM ' . Groundlevel_Log::table('keys') .
			' WHERE body LIKE %s', '%' . $wpdb->esc_like((string) wp_json_encode($email)) . '%'));
		if ($user) {
			Groundlevel_Log::$origin = 'erase';
			Groundlevel_Log::write([['member', (int) $user->ID, 0, 0, null]]);
		}
		return ['items_removed' => (bool) ($seqs || $gone), 'items_retained' => (bool) $user,
			'messages' => $user ? [__('Groundlevel was told of the erasure; what it holds is erased there.',
				'groundlevel')] : [], 'done' => count($seqs) < 1000];
	}

	public static function health($tests)
	{
		$tests['direct']['groundlevel'] = ['label' => 'Groundlevel', 'test' => [__CLASS__, 'healthy']];
		return $tests;
	}

	public static function healthy()
	{
		$lines = [];
		foreach (Groundlevel::pairs() as $id => $pair) {
			$lines[] = Groundlevel_Page::name($pair) . ': ' . Groundlevel_Page::state($id, $pair);
		}
		return ['label' => __('Groundlevel is connected', 'groundlevel'), 'status' => 'good',
			'badge' => ['label' => 'Groundlevel', 'color' => 'blue'], 'test' => 'groundlevel',
			'actions' => '', 'description' => '<p>' . esc_html($lines ? implode(' ', $lines)
				: __('Groundlevel is not connected.', 'groundlevel')) . '</p>'];
	}
}
