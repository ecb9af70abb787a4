<?php
/**
 * Plugin Name: Groundlevel
 * Description: Joins this site with your own Groundlevel: members, their fields and tags, forms, orders and progress, both ways.
 * Version: 0.1.0
 * Requires at least: 5.6
 * Requires PHP: 7.4
 * License: GPL-2.0-or-later
 * License URI: https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain: groundlevel
 * Update URI: false
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * This file knows with whom the site is joined, and which function answers which hook.  Whatever
 * else there is, is loaded when it is needed: a page that changes nothing loads this file alone.
 */
if (!defined('ABSPATH')) {
	exit;
}

final class Groundlevel
{
	const VERSION = '0.1.0';
	const SPACE = 'groundlevel/v1';
	const PAIRS_MAX = 3;
	/* Never shared, whatever the page says: who may do what, and how people prove who they are. */
	const NEVER = '/capabilities|user_level|session_tokens|application_passw|activation_key' .
		'|two_factor|totp|webauthn|backup_code|_pass|secret|_aal_user_tag|_accessally_user_tag/i';
	const KEY = '/\A[A-Za-z0-9_][A-Za-z0-9_.:-]{0,190}\z/';
	/* What a person may do whom the bridge never changes, and what no role has that it gives. */
	const STRONG = ['edit_users', 'manage_options', 'edit_others_posts', 'manage_woocommerce',
		'promote_users', 'create_users', 'delete_users', 'list_users', 'install_plugins',
		'edit_plugins', 'edit_themes', 'unfiltered_html', 'unfiltered_upload'];
	/* What the person must be allowed who lets the site be joined. */
	const AGREES = ['manage_options', 'edit_users', 'promote_users'];

	/* Hooks whose first argument is a member. */
	const MEMBER = ['user_register', 'profile_update', 'set_user_role', 'add_user_role',
		'remove_user_role', 'accessally_update_user', 'add_user_to_blog'];
	/* The others: hook, file, function, priority, number of arguments. */
	const HOOKS = [
		['added_user_meta', 'log', 'meta', 10, 3],
		['updated_user_meta', 'log', 'meta', 10, 3],
		['deleted_user_meta', 'log', 'meta', 10, 3],
		['deleted_user', 'log', 'member_gone', 10, 1],
		['remove_user_from_blog', 'log', 'member_left', 10, 2],
		['save_post', 'log', 'post', 10, 1],
		['trashed_post', 'log', 'post', 10, 1],
		['deleted_post', 'log', 'post_gone', 10, 2],
		['rest_api_init', 'rest', 'routes', 10, 0],
		['admin_menu', 'page', 'menu', 10, 0],
		['admin_post_groundlevel', 'page', 'act', 10, 0],
		['admin_init', 'privacy', 'policy', 10, 0],
		['wp_privacy_personal_data_exporters', 'privacy', 'exporters', 10, 1],
		['wp_privacy_personal_data_erasers', 'privacy', 'erasers', 10, 1],
		['site_status_tests', 'privacy', 'health', 10, 1],
		['wp_ajax_groundlevel', 'rest', 'door', 10, 0],
		['wp_ajax_nopriv_groundlevel', 'rest', 'door', 10, 0],
		['wp_delete_site', 'log', 'site_gone', 10, 1],
		['enqueue_block_editor_assets', 'blocks', 'editor', 10, 0],
		['before_woocommerce_init', 'sources', 'woocommerce', 10, 0],
	];

	/** A function of another file, which is loaded when the hook is fired. */
	public static function lazy($file, $function)
	{
		return static function (...$all) use ($file, $function) {
			return self::call($file, $function, ...$all);
		};
	}

	public static function call($file, $function, ...$all)
	{
		require_once __DIR__ . "/$file.php";
		return call_user_func_array(['Groundlevel_' . ucfirst($file), $function], $all);
	}

	public static function start()
	{
		$network = is_multisite();
		$paired = (bool) self::pairs();

		foreach (self::HOOKS as $h) {
			if ($h[1] !== 'log' || $network || $paired) {
				add_filter($h[0], self::lazy($h[1], $h[2]), $h[3], $h[4]);
			}
		}
		add_action('init', [__CLASS__, 'init'], 99);
		if ($network || $paired) {
			foreach (self::MEMBER as $hook) {
				add_action($hook, self::lazy('log', 'member'), 10, 1);
			}
			add_filter('query', [__CLASS__, 'watch']);
			add_filter('determine_current_user', [__CLASS__, 'who'], 30);
			self::call('sources', 'listen');
		} elseif (isset($_SERVER['HTTP_X_GROUNDLEVEL_KEY'])) {
			add_filter('determine_current_user', [__CLASS__, 'who'], 30); /* the code of joining */
		}
	}

	public static function init()
	{
		add_shortcode('groundlevel_slots', self::lazy('blocks', 'slots'));
		add_shortcode('groundlevel_records', self::lazy('blocks', 'records'));
		if (function_exists('register_block_type_from_metadata')) {
			self::call('blocks', 'register');
		}
		foreach (array_keys(self::shared_here()) as $key) {
			self::field_register((string) $key);
		}
	}

	/*
	 * WordPress' own REST shows and takes a field that is registered; so nobody has to write PHP.
	 * Without the context a stranger could read it of whoever has written a post, and without
	 * the callback a member could change his own.
	 */
	private static function field_register($key)
	{
		if (registered_meta_key_exists('user', $key)) {
			return;
		}
		register_meta('user', $key, ['type' => 'string', 'single' => true,
			'show_in_rest' => ['schema' => ['type' => 'string', 'context' => ['edit']],
				'prepare_callback' => static function ($value) {
					return is_scalar($value) ? (string) $value : '';
				}],
			'auth_callback' => static function () {
				return current_user_can('edit_users');
			}]);
	}

	/** AccessAlly keeps its tags, and ProgressAlly what was done, without telling anybody. */
	public static function watch($query)
	{
		if (is_string($query) && (strpos($query, 'aal_user_tags') !== false ||
				strpos($query, 'pa_user_progress') !== false)) {
			self::call('log', 'query', $query);
		}
		return $query;
	}

	public static function who($user)
	{
		if ($user || !isset($_SERVER['HTTP_X_GROUNDLEVEL_KEY'])) {
			return $user;
		}
		return self::call('rest', 'identify', $user);
	}

	/** Those with whom this site is joined, by the id of their secret. */
	public static function pairs()
	{
		$pairs = get_option('groundlevel_pairs');
		if ($pairs === false) {
			add_option('groundlevel_pairs', []); /* what is not there is asked for at each page */
		}
		return is_array($pairs) ? $pairs : [];
	}

	public static function pairs_keep(array $pairs)
	{
		update_option('groundlevel_pairs', $pairs, true);
		$keys = [];
		foreach ($pairs as $pair) {
			foreach ($pair['fields'] as $key) {
				$keys[$key] = 1;
			}
		}
		$all = is_multisite() ? get_site_option('groundlevel_shared') : [];
		$all = is_array($all) ? $all : [];
		$all[get_current_blog_id()] = $keys;
		is_multisite() ? update_site_option('groundlevel_shared', $all)
			: update_option('groundlevel_shared', $all, true);
	}

	/** Fields that any site of this network shares: a member's fields are everybody's. */
	public static function shared()
	{
		static $union = null, $of = null;

		$all = is_multisite() ? get_site_option('groundlevel_shared')
			: get_option('groundlevel_shared');
		if ($union === null || $of !== $all) {
			$of = $all;
			$union = [];
			foreach (is_array($all) ? $all : [] as $keys) {
				$union += is_array($keys) ? $keys : [];
			}
		}
		return $union;
	}

	/** Fields that are ticked for WordPress' own REST, whoever asks there. */
	public static function registered()
	{
		$keys = get_option('groundlevel_rest');
		if ($keys === false) {
			add_option('groundlevel_rest', []);
		}
		return is_array($keys) ? array_filter($keys, [__CLASS__, 'may_share']) : [];
	}

	private static function shared_here()
	{
		$keys = array_fill_keys(self::registered(), 1);
		foreach (self::pairs() as $pair) {
			$keys += array_fill_keys($pair['fields'], 1);
		}
		return $keys;
	}

	public static function may_share($key)
	{
		return is_string($key) && preg_match(self::KEY, $key) && !preg_match(self::NEVER, $key);
	}

	/*
	 * A stolen database alone does not open it, and a copy of the site with salts, address or
	 * environment of its own cannot speak: what is sealed says for which site it is.
	 */
	private static function seal_key()
	{
		return hash('sha256', 'groundlevel|' . wp_salt('secure_auth') . wp_salt('logged_in'), true);
	}

	public static function home()
	{
		return untrailingslashit(preg_replace('/^https?:\/\//i', '', (string) get_option('home')));
	}

	public static function seal(array $what)
	{
		$what += ['home' => self::home(), 'env' => wp_get_environment_type()];
		$nonce = random_bytes(SODIUM_CRYPTO_SECRETBOX_NONCEBYTES);
		return base64_encode($nonce .
			sodium_crypto_secretbox(wp_json_encode($what), $nonce, self::seal_key()));
	}

	/** What was sealed, or null when it cannot be opened here. */
	public static function unseal($box)
	{
		$raw = base64_decode((string) $box, true);
		if ($raw === false || strlen($raw) <= SODIUM_CRYPTO_SECRETBOX_NONCEBYTES) {
			return null;
		}
		$text = sodium_crypto_secretbox_open(substr($raw, SODIUM_CRYPTO_SECRETBOX_NONCEBYTES),
			substr($raw, 0, SODIUM_CRYPTO_SECRETBOX_NONCEBYTES), self::seal_key());
		$what = $text === false ? null : json_decode($text, true);
		return is_array($what) ? $what : null;
	}

	/** The secret of a pair; null where this is a copy of the site that was joined. */
	public static function secret(array $pair)
	{
		$what = self::unseal($pair['box'] ?? '');
		return $what && $what['home'] === self::home() &&
			$what['env'] === wp_get_environment_type() ? $what['secret'] : null;
	}

	/** What both sides sign; query is a list of [name, value]. */
	public static function sign($secret, array $ask)
	{
		$pairs = [];
		foreach ($ask['query'] as $q) {
			$pairs[] = rawurlencode($q[0]) . '=' . rawurlencode($q[1]);
		}
		sort($pairs, SORT_STRING);
		return 'v1=' . hash_hmac('sha256', implode("\n", [$ask['method'], $ask['route'],
			implode('&', $pairs), $ask['time'], $ask['idem'], hash('sha256', $ask['body'])]), $secret);
	}

	/** Asks Groundlevel; never called before the visitor has the page.  [status, answer or null] */
	public static function hub($id, array $pair, $method, $route, array $query, $body, $timeout = 3)
	{
		$secret = self::secret($pair);
		if ($secret === null || $pair['hub'] === '') {
			return [0, null];
		}
		$text = $body === null ? '' : wp_json_encode($body);
		$ask = ['method' => $method, 'route' => $route, 'query' => [], 'time' => (string) time(),
			'idem' => '', 'body' => $text];
		foreach ($query as $name => $value) {
			$ask['query'][] = [(string) $name, (string) $value];
		}
		$url = $pair['hub'] . $route . ($query ? '?' . http_build_query($query, '', '&',
			PHP_QUERY_RFC3986) : '');
		return self::ask($url, ['method' => $method, 'timeout' => $timeout, 'body' => $text,
			'headers' => ['Content-Type' => 'application/json', 'X-Groundlevel-Key' => $id,
				'X-Groundlevel-Time' => $ask['time'],
				'X-Groundlevel-Sign' => self::sign($secret, $ask)]]);
	}

	public static function ask($url, array $with)
	{
		$reply = wp_remote_request($url, $with + ['redirection' => 0, 'sslverify' => true,
			'limit_response_size' => 262144, 'user-agent' => 'Groundlevel bridge/' . self::VERSION]);
		if (is_wp_error($reply)) {
			return [0, null];
		}
		$answer = json_decode(wp_remote_retrieve_body($reply), true);
		return [(int) wp_remote_retrieve_response_code($reply), is_array($answer) ? $answer : null];
	}

	public static function agrees($user)
	{
		foreach (self::AGREES as $may) {
			if (!user_can($user, $may)) {
				return false;
			}
		}
		return !is_multisite() || is_super_admin($user);
	}
}

register_activation_hook(__FILE__, Groundlevel::lazy('log', 'install'));
Groundlevel::start();
