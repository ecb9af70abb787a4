<?php
/*
 * Members as both sides speak of them: read with three queries a page.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
if (!defined('ABSPATH')) {
	exit;
}

require_once __DIR__ . '/ally.php';

final class Groundlevel_Members
{
	/* --- reading --- */

	/** [id => member] of those who are members of this site. */
	public static function read(array $ids, array $pair)
	{
		global $wpdb;
		$members = [];
		if (!$ids) {
			return $members;
		}
		$in = implode(',', array_map('intval', $ids));
		$fields = array_values(array_filter($pair['fields'], ['Groundlevel', 'may_share']));
		$roles = $wpdb->get_blog_prefix() . 'capabilities';
		$keys = array_merge(['first_name', 'last_name', $roles], $fields);
		$meta = [];
		foreach ($wpdb->get_results($wpdb->prepare("SELECT user_id, meta_key, meta_value
				FROM $wpdb->usermeta WHERE user_id IN ($in) AND meta_key IN (" .
				implode(',', array_fill(0, count($keys), '%s')) . ') ORDER BY umeta_id', $keys)) as $row) {
			$meta[(int) $row->user_id] = $meta[(int) $row->user_id] ?? [];
			$meta[(int) $row->user_id] += [$row->meta_key => $row->meta_value];
		}
		foreach ($wpdb->get_results("SELECT ID, user_login, user_email, display_name, user_registered
				FROM $wpdb->users WHERE ID IN ($in)") as $user) {
			$id = (int) $user->ID;
			if (!is_multisite() || isset($meta[$id][$roles])) {
				$members[$id] = self::member($user, $meta[$id] ?? [], $roles, $fields);
			}
		}
		return $members;
	}

	private static function member($user, array $meta, $roles, array $fields)
	{
		$id = (int) $user->ID;
		$has = self::value($meta[$roles] ?? '');
		$text = static function ($value) {
			return wp_specialchars_decode((string) $value, ENT_QUOTES);
		};
		$member = ['id' => $id, 'login' => $user->user_login, 'email' => $user->user_email,
			'first' => $text($meta['first_name'] ?? ''), 'last' => $text($meta['last_name'] ?? ''),
			'name' => $text($user->display_name),
			'registered' => str_replace(' ', 'T', $user->user_registered) . 'Z',
			'roles' => array_values(array_intersect(array_keys(is_array($has) ? array_filter($has) : []),
				array_keys(wp_roles()->roles)))];
		if (Groundlevel_Ally::here()) {
			$contact = Groundlevel_Ally::contact_of($id);
			$tags = Groundlevel_Ally::tags_of($id);
			$member += ($contact === null ? [] : ['contact' => $contact]) +
				($tags === null ? [] : ['tags' => $tags]);
		}
		$values = [];
		foreach ($fields as $key) {
			if (array_key_exists($key, $meta)) {
				$values[$key] = self::value($meta[$key]);
			}
		}
		$member['fields'] = (object) $values;
		return ['id' => $id, 'version' => substr(hash('sha256', (string) wp_json_encode($member)), 0, 16)]
			+ $member;
	}

	/* No class of anybody is woken by what lies in a field. */
	private static function value($raw)
	{
		if (!is_serialized($raw)) {
			return $raw;
		}
		$value = @unserialize(trim($raw), ['allowed_classes' => false]);
		return $value === false && trim($raw) !== 'b:0;' ? null : self::plain($value);
	}

	private static function plain($value)
	{
		return is_array($value) ? array_map([__CLASS__, 'plain'], $value)
			: (is_scalar($value) ? $value : null);
	}

	/** Rows of the log, each with what it is about. */
	public static function items(array $rows, array $pair)
	{
		$last = $erased = [];
		foreach ($rows as $i => $row) {
			if ($row->kind === 'member') {
				$last[(int) $row->thing] = $i;
				$erased += $row->origin === 'erase' ? [(int) $row->thing => 1] : [];
			}
		}
		$members = self::read(array_keys($last), $pair);
		$items = [];
		foreach ($rows as $i => $row) {
			$item = ['seq' => (int) $row->seq, 'kind' => $row->kind, 'id' => (int) $row->thing,
				'at' => (int) $row->at] + ($row->origin === '' ? [] : ['origin' => $row->origin]);
			if ($row->kind === 'member') {
				if ($last[(int) $row->thing] !== $i ||
						(is_multisite() && !isset($members[$item['id']]) && !$row->gone)) {
					continue;
				}
				$item = (isset($erased[$item['id']]) ? ['origin' => 'erase'] : []) + $item;
				$items[] = $item + (isset($members[$item['id']])
					? ['member' => $members[$item['id']]] : ['gone' => true]);
			} elseif ($row->kind === 'post') {
				$there = get_post_status($item['id']);
				if (in_array($there ? get_post_type($item['id']) : '', array_merge($pair['types'], ['']),
						true)) {
					$items[] = $item + ($there && $there !== 'trash' ? [] : ['gone' => true]);
				}
			} else {
				$body = json_decode((string) $row->body, true);
				if (is_array($body) && self::wants($row->kind, $body, $pair)) {
					$items[] = $item + ['body' => $body];
				}
			}
		}
		return $items;
	}

	private static function wants($kind, array $body, array $pair)
	{
		if ($kind === 'form') {
			return in_array($body['plugin'] . ':' . $body['form'], $pair['forms'], true);
		}
		return $kind === 'order' ? $pair['orders'] : $pair['progress'];
	}

	public static function get(array $ask)
	{
		$of = $ask['of'];
		$by = isset($of['ids']) ? 'ids' : 'emails';
		$list = isset($of[$by]) && $of[$by] !== '' ? explode(',', $of[$by]) : [];
		if (!$list || count($list) > 100 || (isset($of['ids']) && isset($of['emails']))) {
			return Groundlevel_Rest::no(422, 'members', 'Ask for 1 to 100 ids, or for 1 to 100 emails.');
		}
		$missing = $ids = [];
		foreach ($list as $one) {
			$found = $by === 'emails' ? self::by_email($one)
				: (preg_match('/\A[1-9]\d{0,17}\z/', $one) ? [(int) $one] : []);
			$ids = array_merge($ids, $found);
			$missing = $found ? $missing : array_merge($missing, [$one]);
		}
		$members = self::read(array_unique($ids), $ask['pair']);
		foreach ($by === 'ids' ? $ids : [] as $id) {
			if (!isset($members[$id])) {
				$missing[] = (string) $id;
			}
		}
		return ['members' => array_values($members), 'missing' => $missing];
	}

	public static function fold($text)
	{
		return strtr($text, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz');
	}

	/* The database takes josé@ for jose@, so bytes are compared. */
	public static function by_email($email)
	{
		global $wpdb;
		$ids = [];
		foreach ($email === '' ? [] : $wpdb->get_results($wpdb->prepare("SELECT ID, user_email
				FROM $wpdb->users WHERE user_email = %s LIMIT 20", $email)) as $row) {
			if (self::fold($row->user_email) === self::fold($email)) {
				$ids[] = (int) $row->ID;
			}
		}
		return $ids;
	}

	public static function fields(array $ask)
	{
		$list = [];
		foreach (['email', 'first', 'last', 'name'] as $key) {
			$list[] = ['key' => $key, 'title' => $key, 'kind' => 'text', 'from' => 'profile',
				'writable' => (bool) $ask['pair']['may']['change']];
		}
		foreach ($ask['pair']['fields'] as $key) {
			$list[] = ['key' => $key, 'title' => ucfirst(trim(str_replace('_', ' ', $key))),
				'kind' => 'text', 'from' => 'usermeta',
				'writable' => $ask['pair']['may']['change'] && Groundlevel::may_share($key)];
		}
		return ['fields' => $list];
	}
}
