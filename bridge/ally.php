<?php
/*
 * What AccessAlly can be asked.  Its code is not public: every name here was seen in public code
 * that calls it, every call may be missing or throw, and without it the rest works.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
if (!defined('ABSPATH')) {
	exit;
}

final class Groundlevel_Ally
{
	const NAMES = [
		'AccessAlly' => ['add_user_and_password'],
		'AccessAllyAPI' => ['get_crm_contact_id', 'get_all_tags', 'refresh_tag_mapping',
			'add_tag_by_wp_user_id', 'sync_user_info_from_crm', 'get_crm_custom_field_list',
			'set_crm_contact_data', 'get_all_custom_operations', 'run_custom_operation'],
		'AccessAllyMembershipUtilities' => ['get_all_tags', 'get_contact', 'get_contact_by_email',
			'get_contact_tags', 'add_contact_tags', 'remove_contact_tags'],
		'AccessAllyUserPermission' => ['get_user_contact_id', 'set_user_contact_id',
			'get_cleaned_user_tags'],
		'AccessAllyUserTags' => ['sync_user_tag_list'],
		'AccessAllySettingSetup' => ['get_api_settings'],
		'AccessAllySettingLicense' => [],
		'AccessAllyOfferings' => ['get_offering_settings', 'get_configured_tag_value'],
	];

	public static function has($class, $method)
	{
		return class_exists($class, false) && is_callable([$class, $method]);
	}

	/** What it answers; null where it is missing or fails. */
	public static function call($class, $method, ...$all)
	{
		if (!self::has($class, $method)) {
			return null;
		}
		try {
			return call_user_func_array([$class, $method], $all);
		} catch (Throwable $e) {
			error_log("Groundlevel: $class::$method failed (" . get_class($e) . ').');
			return null;
		}
	}

	public static function here()
	{
		return self::has('AccessAllyUserPermission', 'get_cleaned_user_tags');
	}

	private static function system()
	{
		$settings = self::call('AccessAllySettingSetup', 'get_api_settings');
		return is_array($settings) && is_string($settings['system'] ?? null) ? $settings['system'] : '';
	}

	public static function info()
	{
		if (!self::here()) {
			return null;
		}
		return ['version' => defined('AccessAlly::VERSION') ? (string) constant('AccessAlly::VERSION') : '',
			'system' => self::system()];
	}

	/* A list of ids, however it is written. */
	private static function ids($list)
	{
		$list = is_string($list) ? explode(',', $list) : $list;
		$ids = [];
		foreach (is_array($list) ? $list : [] as $one) {
			$one = is_array($one) ? ($one['Id'] ?? $one['id'] ?? null) : $one;
			if (is_scalar($one) && preg_match('/\A[\w:-]{1,64}\z/', trim((string) $one))) {
				$ids[] = trim((string) $one);
			}
		}
		$ids = array_values(array_unique($ids));
		sort($ids, SORT_STRING);
		return $ids;
	}

	/** The tags by which access is decided; null when nobody can say. */
	public static function tags_of($id)
	{
		$got = self::call('AccessAllyUserPermission', 'get_cleaned_user_tags', $id);
		if (is_array($got) && array_key_exists('clean', $got)) {
			return self::ids($got['clean']);
		}
		return null;
	}

	public static function contact_of($id)
	{
		$contact = self::call('AccessAllyUserPermission', 'get_user_contact_id', $id);
		return is_scalar($contact) && $contact ? (string) $contact : null;
	}

	public static function contact_set($id, $contact)
	{
		self::call('AccessAllyUserPermission', 'set_user_contact_id', $id, $contact);
		return self::contact_of($id) === $contact;
	}

	/** [id => name] of all tags; null when nobody can say. */
	public static function tags_all($fresh = false)
	{
		if ($fresh) {
			self::call('AccessAllyAPI', 'refresh_tag_mapping');
		}
		$rows = self::call('AccessAllyMembershipUtilities', 'get_all_tags');
		$rows = is_array($rows) ? $rows : self::call('AccessAllyAPI', 'get_all_tags');
		if (!is_array($rows)) {
			return null;
		}
		$tags = [];
		foreach ($rows as $row) {
			if (is_array($row) && is_scalar($row['Id'] ?? null) && is_scalar($row['TagName'] ?? null)) {
				$tags[(string) $row['Id']] =
					wp_specialchars_decode((string) $row['TagName'], ENT_QUOTES);
			}
		}
		return $tags;
	}

	/**
	 * Adds and removes; what did not come to be is returned.  Adding goes as AccessAlly's own
	 * ProgressAlly does it; both as WP Fusion does, where that is missing.
	 */
	public static function tags_set($id, array $add, array $remove)
	{
		$had = self::tags_of($id) ?: [];
		$contact = self::contact_of($id);
		$add = array_values(array_diff($add, $had));
		$remove = array_values(array_intersect($remove, $had));
		foreach ($add as $i => $tag) {
			$got = self::call('AccessAllyAPI', 'add_tag_by_wp_user_id', $tag, $id);
			if (is_array($got) && ($got['status'] ?? '') === 'success') {
				unset($add[$i]);
			}
		}
		if ($contact !== null && $add) {
			self::call('AccessAllyMembershipUtilities', 'add_contact_tags', $contact, array_values($add));
		}
		if ($contact !== null && $remove) {
			self::call('AccessAllyMembershipUtilities', 'remove_contact_tags', $contact, $remove);
		}
		self::call('AccessAllyAPI', 'sync_user_info_from_crm', $id);
		if ($contact !== null) {
			$ids = self::ids(self::call('AccessAllyMembershipUtilities', 'get_contact_tags', $contact));
			if ($ids || $remove) {
				self::call('AccessAllyUserTags', 'sync_user_tag_list', $contact, $ids, self::system());
			}
		}
	}

	/* --- routes --- */

	private static function absent()
	{
		return new WP_Error('groundlevel_accessally', 'This site has no AccessAlly that can say it.',
			['status' => 404]);
	}

	public static function tags(array $ask)
	{
		$tags = self::tags_all(($ask['of']['fresh'] ?? '') === '1');
		if ($tags === null) {
			return self::absent();
		}
		$list = [];
		foreach ($tags as $id => $name) {
			$list[] = ['id' => (string) $id, 'name' => $name];
		}
		return ['tags' => $list];
	}

	private static function operations_all()
	{
		$got = self::call('AccessAllyAPI', 'get_all_custom_operations');
		return is_array($got) && is_array($got['operations'] ?? null) ? $got['operations'] : null;
	}

	public static function operations(array $ask)
	{
		$all = self::operations_all();
		if ($all === null) {
			return self::absent();
		}
		$list = [];
		foreach ($all as $id => $one) {
			$name = is_array($one) && is_scalar($one['name'] ?? null) ? (string) $one['name'] : '';
			$list[] = ['id' => (string) $id, 'name' => wp_specialchars_decode($name, ENT_QUOTES)];
		}
		return ['operations' => $list];
	}

	public static function operate(array $ask)
	{
		require_once __DIR__ . '/write.php';
		$in = $ask['in'];
		$all = self::operations_all();
		if ($all === null || !self::has('AccessAllyAPI', 'run_custom_operation')) {
			return self::absent();
		}
		if (empty($ask['pair']['may']['change'])) {
			return Groundlevel_Rest::no(403, 'may_not', 'This site does not let members be changed.');
		}
		if (!is_int($in['id'] ?? null) || !is_string($in['operation'] ?? null) ||
				!array_key_exists($in['operation'], $all)) {
			return Groundlevel_Rest::no(422, 'operation', 'id must be the number of a member, and' .
				' operation the id of one of the operations.');
		}
		$why = Groundlevel_Write::protects($in['id']);
		$contact = $why ? null : self::contact_of($in['id']);
		if ($why || $contact === null) {
			return $why ?: Groundlevel_Rest::no(409, 'contact', 'AccessAlly has no contact of this member.');
		}
		self::call('AccessAllyAPI', 'run_custom_operation', $contact, $in['operation'], 'Groundlevel');
		return ['started' => true];
	}

	public static function offerings(array $ask)
	{
		global $wpdb;
		if (!self::has('AccessAllyOfferings', 'get_offering_settings')) {
			return self::absent();
		}
		$list = [];
		$start = '_accessally_offering_';
		foreach ($wpdb->get_col($wpdb->prepare("SELECT option_name FROM $wpdb->options
				WHERE option_name LIKE %s ORDER BY option_id LIMIT 500",
				$wpdb->esc_like($start) . '%')) as $name) {
			$key = substr($name, strlen($start));
			$set = self::call('AccessAllyOfferings', 'get_offering_settings', $key);
			if (is_array($set) && is_array($set['tags'] ?? null)) {
				$title = is_scalar($set['name'] ?? null) ? (string) $set['name'] : $key;
				$list[] = ['key' => $key, 'title' => wp_specialchars_decode($title, ENT_QUOTES),
					'tags' => array_map('strval', array_filter($set['tags'], 'is_scalar'))];
			}
		}
		return ['offerings' => $list];
	}

	/** Which of the names that we lean on are here: what a real site says makes guesses certain. */
	public static function surface(array $ask)
	{
		global $wpdb;
		$names = [];
		foreach (self::NAMES as $class => $methods) {
			$names[$class] = class_exists($class, false);
			foreach ($methods as $method) {
				$names["$class::$method"] = self::has($class, $method);
			}
		}
		$loud = $wpdb->suppress_errors(true);
		$columns = $wpdb->get_col('SHOW COLUMNS FROM `' . esc_sql($wpdb->prefix) . 'aal_user_tags`');
		$wpdb->suppress_errors($loud);
		return ['accessally' => self::info(), 'names' => $names, 'aal_user_tags' => $columns ?: [],
			'accessally_has_any_tag_id' => function_exists('accessally_has_any_tag_id')];
	}
}
