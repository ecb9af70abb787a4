<?php
/*
 * Members written one by one, with a result each.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
if (!defined('ABSPATH')) {
	exit;
}

require_once __DIR__ . '/members.php';

final class Groundlevel_Write
{
	const WRITES_MAX = 200;
	const SECONDS = 15;
	const ITEM = ['id', 'email', 'login', 'make', 'ifVersion', 'set', 'fields', 'tags', 'role', 'mail',
		'remove', 'reassign'];
	const SET = ['email' => 100, 'first' => 250, 'last' => 250, 'name' => 250, 'contact' => 64];

	public static function post(array $ask)
	{
		$items = $ask['in']['members'] ?? null;
		if (!is_array($items) || !$items || array_keys($items) !== range(0, count($items) - 1) ||
				count($items) > self::WRITES_MAX || array_diff_key($ask['in'], ['origin' => 1, 'members' => 1])) {
			return Groundlevel_Rest::no(422, 'members', 'members must be a list of 1 to 200, and only' .
				' origin may stand beside it.');
		}
		$until = microtime(true) + self::SECONDS;
		$memory = wp_convert_hr_to_bytes((string) ini_get('memory_limit'));
		$results = [];
		foreach ($items as $i => $item) {
			if ($i && (microtime(true) > $until || ($memory > 0 && memory_get_usage() > 0.7 * $memory))) {
				$results[] = self::result(503, 'later', 'There was no time left: send it again.');
				continue;
			}
			$results[] = self::one($item, $ask['pair']);
			if ($i % 100 === 99 && !wp_using_ext_object_cache()) {
				wp_cache_flush();
			}
		}
		Groundlevel::call('page', 'seen', $ask['key'], 'written');
		return ['results' => $results];
	}

	private static function result($status, $code, $message, array $more = [])
	{
		return ['status' => $status, 'code' => "groundlevel_$code", 'message' => $message] + $more;
	}

	/** Why nobody but a person on the site changes this member; null for the others. */
	public static function protects($id)
	{
		$user = get_userdata($id);
		if (!$user || (is_multisite() && !is_user_member_of_blog($id))) {
			return Groundlevel_Rest::no(404, 'missing', 'There is no such member.');
		}
		$strong = is_super_admin($id);
		$blogs = is_multisite() ? array_keys(get_blogs_of_user($id, true)) : [get_current_blog_id()];
		foreach ($blogs as $blog) {
			$there = new WP_User($id, '', $blog);
			foreach (Groundlevel::STRONG as $may) {
				$strong = $strong || $there->has_cap($may);
			}
		}
		return $strong || !current_user_can('edit_user', $id)
			? Groundlevel_Rest::no(403, 'protected', 'Whoever runs the site is changed by people only.')
			: null;
	}

	private static function role_weak($role)
	{
		$is = get_role($role);
		if (!$is) {
			return false;
		}
		foreach (Groundlevel::STRONG as $may) {
			if (!empty($is->capabilities[$may])) {
				return false;
			}
		}
		return array_key_exists($role, apply_filters('editable_roles', wp_roles()->roles));
	}

	private static function text_fits($value, $most)
	{
		return is_string($value) && strlen($value) <= $most && wp_check_invalid_utf8($value) === $value &&
			strpos($value, "\0") === false;
	}

	private static function field_fits($value)
	{
		if (is_array($value)) {
			if (count($value) > 100 || ($value && array_keys($value) !== range(0, count($value) - 1))) {
				return false;
			}
			foreach ($value as $one) {
				if (!is_scalar($one) || !self::text_fits((string) $one, 4096)) {
					return false;
				}
			}
			return true;
		}
		return $value === null || (is_scalar($value) && self::text_fits((string) $value, 65536));
	}

	/* What is wrong with it, in a sentence with the field's name; null when nothing is. */
	private static function wrong($item, array $pair)
	{
		if (!is_array($item)) {
			return 'each of members must be an object';
		}
		foreach (array_keys($item) as $name) {
			if (!in_array($name, self::ITEM, true)) {
				return sprintf('%s is not known', is_string($name) ? $name : 'a list');
			}
		}
		if (count(array_intersect_key($item, ['id' => 1, 'email' => 1, 'login' => 1])) !== 1) {
			return 'one of id, email and login must say who it is';
		}
		$is = ['id' => 'is_int', 'email' => 'is_string', 'login' => 'is_string', 'make' => 'is_bool',
			'ifVersion' => 'is_string', 'set' => 'is_array', 'fields' => 'is_array', 'tags' => 'is_array',
			'role' => 'is_string', 'mail' => 'is_string', 'remove' => 'is_bool', 'reassign' => 'is_int'];
		foreach ($item as $name => $value) {
			if (!$is[$name]($value)) {
				return "$name is not of its kind";
			}
		}
		if (!in_array($item['mail'] ?? 'none', ['none', 'set-password'], true)) {
			return 'mail must be none or set-password';
		}
		foreach ($item['set'] ?? [] as $name => $value) {
			if (!isset(self::SET[$name]) || !self::text_fits($value, self::SET[$name])) {
				return "set.$name is not known, or no text of at most " . (self::SET[$name] ?? 0);
			}
		}
		$emails = [$item['set']['email'] ?? null, empty($item['make']) ? null : ($item['email'] ?? '')];
		foreach ($emails as $email) {
			if ($email !== null && (!is_email($email) || strlen($email) > 100)) {
				return 'email must be an address';
			}
		}
		foreach ($item['fields'] ?? [] as $key => $value) {
			if (!Groundlevel::may_share($key) || !in_array($key, $pair['fields'], true)) {
				return "fields.$key is not shared by this site";
			}
			if (!self::field_fits($value)) {
				return "fields.$key must be a text, a number, a flag, or a list of these";
			}
		}
		return self::wrong_tags($item['tags'] ?? []);
	}

	private static function wrong_tags(array $tags)
	{
		if (array_diff_key($tags, ['add' => 1, 'remove' => 1])) {
			return 'tags takes add and remove';
		}
		$all = $tags ? Groundlevel_Ally::tags_all() : [];
		if ($all === null) {
			return 'tags: this site has no AccessAlly that takes them';
		}
		foreach ($tags as $list) {
			foreach (is_array($list) && count($list) <= 200 ? $list : [null] as $tag) {
				if (!is_string($tag) || !array_key_exists($tag, $all)) {
					return 'tags must be lists of ids of tags that the site has';
				}
			}
		}
		return null;
	}

	private static function one($item, array $pair)
	{
		$wrong = self::wrong($item, $pair);
		if ($wrong !== null) {
			return self::result(422, 'invalid', $wrong);
		}
		if (empty($pair['may']['change'])) {
			return self::result(403, 'may_not', 'This site does not let members be changed.');
		}
		if (empty($item['make'])) {
			return self::found($item, $pair);
		}
		$who = 'gl:' . md5(DB_NAME . '|' . Groundlevel_Members::fold((string) ($item['email'] ?? $item['login'] ?? '')));
		if (!self::lock($who)) {
			return self::result(503, 'later', 'Somebody else makes this member: send it again.');
		}
		$result = self::found($item, $pair);
		self::unlock($who);
		return $result;
	}

	private static function lock($name)
	{
		global $wpdb;
		return (int) $wpdb->get_var($wpdb->prepare('SELECT GET_LOCK(%s, 3)', $name)) === 1;
	}

	private static function unlock($name)
	{
		global $wpdb;
		$wpdb->query($wpdb->prepare('DO RELEASE_LOCK(%s)', $name));
	}

	private static function found(array $item, array $pair)
	{
		if (isset($item['email'])) {
			$ids = Groundlevel_Members::by_email($item['email']);
			if (count($ids) > 1) {
				return self::result(409, 'several', 'Several members have this address.', ['ids' => $ids]);
			}
		} elseif (isset($item['login'])) {
			$user = get_user_by('login', $item['login']);
			$ids = $user && $user->user_login === $item['login'] ? [(int) $user->ID] : [];
		} else {
			$ids = [$item['id']];
		}
		$id = $ids[0] ?? 0;
		if (!$id || !get_userdata($id) || (is_multisite() && !is_user_member_of_blog($id))) {
			return !empty($item['make']) && !isset($item['id']) ? self::make($item, $pair, $id)
				: self::result(404, 'missing', 'There is no such member.');
		}
		$why = self::protects($id);
		if ($why) {
			return self::result(403, 'protected', $why->get_error_message(), ['id' => $id]);
		}
		return self::change($id, $item, $pair, 200);
	}

	private static function make(array $item, array $pair, $known)
	{
		$role = $item['role'] ?? (string) get_option('default_role');
		$email = $item['email'] ?? ($item['set']['email'] ?? '');
		if (empty($pair['may']['make']) || !current_user_can('create_users')) {
			return self::result(403, 'may_not', 'This site does not let members be made.');
		}
		if (!self::role_weak($role)) {
			return self::result(403, 'protected', 'This role is given by people only.');
		}
		if (!is_email($email)) {
			return self::result(422, 'invalid', 'email is needed to make a member');
		}
		if (!empty($item['remove']) || isset($item['ifVersion'])) {
			return self::result(422, 'invalid', 'make stands with neither remove nor ifVersion');
		}
		if ($known) {
			add_user_to_blog(get_current_blog_id(), $known, $role); /* of another site of the network */
			$why = self::protects($known);
			return $why ? self::result(403, 'protected', $why->get_error_message(), ['id' => $known])
				: self::change($known, array_diff_key($item, ['role' => 1]), $pair, 201);
		}
		$taken = email_exists($email);
		if ($taken) {
			return self::result(409, 'email_taken', 'The site takes this address for that of another.',
				['id' => (int) $taken]);
		}
		$login = $item['login'] ?? $email;
		$id = wp_insert_user(wp_slash(['user_login' => $login, 'user_email' => $email,
			'user_pass' => wp_generate_password(32, true, true), 'role' => $role]));
		if (is_wp_error($id)) {
			return self::result(422, 'invalid', wp_strip_all_tags($id->get_error_message()));
		}
		if (($item['mail'] ?? '') === 'set-password') {
			wp_new_user_notification($id, null, 'user');
		}
		$item['set'] = array_diff_key($item['set'] ?? [], ['email' => 1]);
		return self::change($id, array_diff_key($item, ['role' => 1]), $pair, 201);
	}

	private static function change($id, array $item, array $pair, $status)
	{
		$lock = 'gl:' . md5(DB_NAME . '|' . $id);
		if (!self::lock($lock)) {
			return self::result(503, 'later', 'Somebody else writes this member: send it again.');
		}
		$result = self::changed($id, $item, $pair, $status);
		self::unlock($lock);
		return $result;
	}

	private static function changed($id, array $item, array $pair, $status)
	{
		$before = Groundlevel_Members::read([$id], $pair)[$id];
		if (isset($item['ifVersion']) && !hash_equals($before['version'], $item['ifVersion'])) {
			return self::result(412, 'changed', 'The member is not as you know him.',
				['id' => $id, 'member' => $before]);
		}
		if (!empty($item['remove'])) {
			return self::remove($id, $item, $pair);
		}
		if (isset($item['role']) && $before['roles'] !== [$item['role']]) {
			if (!self::role_weak($item['role']) || !current_user_can('promote_user', $id)) {
				return self::result(403, 'protected', 'This role is given by people only.', ['id' => $id]);
			}
		}
		$set = self::set($id, $item['set'] ?? [], $before);
		if ($set) {
			return $set;
		}
		if (isset($item['role']) && $before['roles'] !== [$item['role']]) {
			(new WP_User($id))->set_role($item['role']);
		}
		foreach ($item['fields'] ?? [] as $key => $value) {
			$value = self::kept($value);
			if ($value === null) {
				delete_user_meta($id, $key);
			} elseif (($before['fields']->$key ?? null) !== $value) {
				update_user_meta($id, $key, wp_slash($value));
			}
		}
		if (!empty($item['tags'])) {
			Groundlevel_Ally::tags_set($id, $item['tags']['add'] ?? [], $item['tags']['remove'] ?? []);
		}
		return self::after($id, $item, $pair, $status);
	}

	/* As the site keeps it. */
	private static function kept($value)
	{
		if (is_array($value)) {
			return array_map([__CLASS__, 'kept'], $value);
		}
		if (is_bool($value)) {
			return $value ? '1' : '0';
		}
		return $value === null || is_string($value) ? $value : (string) wp_json_encode($value);
	}

	private static function set($id, array $set, array $before)
	{
		$names = ['email' => 'user_email', 'first' => 'first_name', 'last' => 'last_name',
			'name' => 'display_name'];
		$data = [];
		foreach ($names as $name => $column) {
			if (isset($set[$name]) && $set[$name] !== $before[$name]) {
				$data[$column] = $set[$name];
			}
		}
		$taken = isset($data['user_email']) ? email_exists($data['user_email']) : false;
		if ($taken && (int) $taken !== $id) {
			return self::result(409, 'email_taken', 'Another member has this address.',
				['id' => (int) $taken]);
		}
		if ($data) {
			add_filter('send_email_change_email', '__return_false');
			$done = wp_update_user(wp_slash(['ID' => $id] + $data));
			remove_filter('send_email_change_email', '__return_false');
			if (is_wp_error($done)) {
				return self::result(422, 'invalid', wp_strip_all_tags($done->get_error_message()));
			}
		}
		if (isset($set['contact']) && $set['contact'] !== ($before['contact'] ?? '')) {
			Groundlevel_Ally::contact_set($id, $set['contact']);
		}
		return null;
	}

	/* The result is what the site says now; what did not stay is named. */
	private static function after($id, array $item, array $pair, $status)
	{
		$now = Groundlevel_Members::read([$id], $pair)[$id];
		$refused = [];
		foreach ($item['set'] ?? [] as $name => $value) {
			if (($now[$name] ?? '') !== $value) {
				$refused[] = "set.$name";
			}
		}
		foreach ($item['fields'] ?? [] as $key => $value) {
			if (($now['fields']->$key ?? null) !== self::kept($value)) {
				$refused[] = "fields.$key";
			}
		}
		foreach (['add', 'remove'] as $do) {
			foreach ($item['tags'][$do] ?? [] as $tag) {
				if (in_array($tag, $now['tags'] ?? [], true) !== ($do === 'add')) {
					$refused[] = "tags.$tag";
				}
			}
		}
		return ['status' => $status, 'id' => $id, 'version' => $now['version'], 'member' => $now] +
			($refused ? ['refused' => $refused] : []);
	}

	private static function remove($id, array $item, array $pair)
	{
		require_once ABSPATH . 'wp-admin/includes/user.php';
		$heir = $item['reassign'] ?? 0;
		if (empty($pair['may']['remove']) || !current_user_can('delete_users') ||
				!current_user_can('delete_user', $id)) {
			return self::result(403, 'may_not', 'This site does not let members be removed.',
				['id' => $id]);
		}
		if ($heir && ($heir === $id || !get_userdata($heir) ||
				(is_multisite() && !is_user_member_of_blog($heir)))) {
			return self::result(422, 'invalid', 'reassign must be another member', ['id' => $id]);
		}
		if (!$heir && (int) count_user_posts($id, get_post_types()) > 0) {
			return self::result(422, 'reassign', 'The member has written something: reassign must say' .
				' whose it becomes.', ['id' => $id]);
		}
		return wp_delete_user($id, $heir ?: null) ? ['status' => 200, 'id' => $id, 'removed' => true]
			: self::result(409, 'kept', 'The site did not let the member go.', ['id' => $id]);
	}
}
