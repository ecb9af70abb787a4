<?php
/*
 * What a person sees: Settings > Groundlevel, joining, what is shared.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
if (!defined('ABSPATH')) {
	exit;
}

require_once __DIR__ . '/log.php';

final class Groundlevel_Page
{
	const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
	const CODE_SECONDS = 600;
	const CODE_TRIES = 5;

	public static function menu()
	{
		add_options_page('Groundlevel', 'Groundlevel', 'manage_options', 'groundlevel',
			[__CLASS__, 'show']);
	}

	private static function url(array $more = [])
	{
		return add_query_arg(['page' => 'groundlevel'] + $more, admin_url('options-general.php'));
	}

	/* --- what was heard of the other side, written at most every 30 s --- */

	public static function seen($id, $what)
	{
		$seen = get_option('groundlevel_seen');
		$seen = is_array($seen) ? $seen : [];
		if (time() - (int) ($seen[$id][$what] ?? 0) >= 30) {
			$seen[$id][$what] = time();
			update_option('groundlevel_seen', array_intersect_key($seen, Groundlevel::pairs()), false);
		}
	}

	/** A form that somebody sent and nobody ticked: the page can name it. */
	public static function form_seen($name, $title)
	{
		$forms = get_option('groundlevel_forms');
		$forms = is_array($forms) ? $forms : [];
		if (!isset($forms[$name]) && count($forms) < 100) {
			$forms[$name] = substr(wp_strip_all_tags($title), 0, 100);
			update_option('groundlevel_forms', $forms, false);
		}
	}

	/* --- joining --- */

	/** The address of a Groundlevel: https, or http on this very machine; else null. */
	public static function hub_fits($hub)
	{
		$is = is_string($hub) && preg_match('/\A[\x21-\x7e]{1,300}\z/', $hub) ? wp_parse_url($hub) : null;
		if (!is_array($is) || empty($is['host']) || isset($is['user']) || isset($is['query']) ||
				isset($is['fragment']) || !preg_match('/\A[A-Za-z0-9.:\[\]-]+\z/', $is['host']) ||
				!preg_match('/\A[A-Za-z0-9\/._~-]*\z/', $is['path'] ?? '')) {
			return null;
		}
		$near = in_array($is['host'], ['127.0.0.1', 'localhost', '[::1]'], true);
		$scheme = strtolower($is['scheme'] ?? '');
		return $scheme === 'https' || ($scheme === 'http' && $near) ? untrailingslashit($hub) : null;
	}

	/* Makes a pair; [id, secret], or null when there are as many as can be. */
	private static function pair_make($hub, $user)
	{
		$pairs = Groundlevel::pairs();
		$was = [];
		foreach ($pairs as $id => $pair) {
			if ($pair['hub'] === $hub || Groundlevel::secret($pair) === null) {
				$was = $pair['hub'] === $hub ? $pair : $was; /* what was ticked for it stays */
				unset($pairs[$id]);
			}
		}
		if (count($pairs) >= Groundlevel::PAIRS_MAX) {
			return null;
		}
		$id = bin2hex(random_bytes(8));
		$secret = bin2hex(random_bytes(32));
		$pairs[$id] = ['hub' => $hub, 'user' => $user, 'since' => time(),
			'box' => Groundlevel::seal(['secret' => $secret])] + $was +
			['fields' => [], 'forms' => [], 'orders' => false, 'progress' => false, 'types' => [],
			'may' => ['change' => true, 'make' => true, 'remove' => false]];
		Groundlevel_Log::install();
		Groundlevel::pairs_keep($pairs);
		return [$id, $secret];
	}

	private static function pair_drop($id)
	{
		$pairs = Groundlevel::pairs();
		unset($pairs[$id]);
		Groundlevel::pairs_keep($pairs);
	}

	private static function pair_told($id, $secret)
	{
		return ['id' => $id, 'secret' => $secret, 'home' => home_url(),
			'ajax' => admin_url('admin-ajax.php'), 'rest' => rest_url(Groundlevel::SPACE),
			'name' => wp_specialchars_decode(get_option('blogname'), ENT_QUOTES),
			'version' => Groundlevel::VERSION, 'wordpress' => get_bloginfo('version'),
			'php' => PHP_VERSION];
	}

	private static function code_key()
	{
		return hash('sha256', 'code|' . get_current_blog_id());
	}

	/** Eight letters that somebody types into Groundlevel; they stand for ten minutes and five tries. */
	private static function code_make()
	{
		global $wpdb;
		Groundlevel_Log::install();
		$code = '';
		while (strlen($code) < 8) {
			$code .= self::LETTERS[random_int(0, 31)];
		}
		$wpdb->query($wpdb->prepare('REPLACE INTO ' . Groundlevel_Log::table('keys') .
			' (k, at, hash, status, body) VALUES (%s, %d, %s, 0, %s)', self::code_key(),
			time() + self::CODE_SECONDS, '',
			Groundlevel::seal(['code' => $code, 'user' => get_current_user_id()])));
		return $code;
	}

	/** One try is used up; {code, user}, or null when none is left.  Counted before it is looked at. */
	public static function code_try()
	{
		global $wpdb;
		$keys = Groundlevel_Log::table('keys');
		$loud = $wpdb->suppress_errors(true);
		$may = $wpdb->query($wpdb->prepare("UPDATE $keys SET status = status + 1
			WHERE k = %s AND at >= %d AND status < %d", self::code_key(), time(), self::CODE_TRIES));
		$box = $may === 1 ? $wpdb->get_var($wpdb->prepare("SELECT body FROM $keys WHERE k = %s",
			self::code_key())) : null;
		$wpdb->suppress_errors($loud);
		return $box === null ? null : Groundlevel::unseal($box);
	}

	/** POST /pair, signed with the code: the other way, where the site cannot reach Groundlevel. */
	public static function pair_by_code(array $ask)
	{
		global $wpdb;
		$near = in_array($_SERVER['REMOTE_ADDR'] ?? '', ['127.0.0.1', '::1'], true);
		$hub = $ask['in']['hub'] ?? null;
		$hub = $hub === '' ? '' : self::hub_fits($hub); /* empty: we could not reach it anyway */
		if (!is_ssl() && !$near) {
			return Groundlevel_Rest::no(403, 'https', 'A secret is handed over by https only.');
		}
		if ($hub === null) {
			return Groundlevel_Rest::no(422, 'hub', 'hub must be the https address of a Groundlevel, or empty.');
		}
		if (1 !== $wpdb->query($wpdb->prepare('DELETE FROM ' . Groundlevel_Log::table('keys') .
				' WHERE k = %s', self::code_key()))) {
			return Groundlevel_Rest::no(401, 'signature', 'The code was used.');
		}
		$made = self::pair_make($hub, $ask['user']);
		return $made ? self::pair_told($made[0], $made[1])
			: Groundlevel_Rest::no(409, 'full', 'This site is joined with three already.');
	}

	/* A person pressed Connect: the secret goes from server to server. */
	private static function join(array $in)
	{
		$hub = self::hub_fits($in['hub'] ?? null);
		$code = is_string($in['code'] ?? null) ? $in['code'] : '';
		if ($hub === null || !preg_match('/\A[A-Za-z0-9_-]{16,128}\z/', $code)) {
			return 'address';
		}
		$before = Groundlevel::pairs();
		$made = self::pair_make($hub, get_current_user_id());
		if (!$made) {
			return 'full';
		}
		list($status, $answer) = Groundlevel::ask("$hub/bridge/pair", ['method' => 'POST',
			'timeout' => 10, 'headers' => ['Content-Type' => 'application/json'],
			'body' => wp_json_encode(['code' => $code] + self::pair_told($made[0], $made[1]))]);
		if ($status !== 201) {
			Groundlevel::pairs_keep($before);
			return $status ? 'refused' : 'away';
		}
		$return = is_string($answer['return'] ?? null) ? $answer['return'] : '';
		if (strpos($return, "$hub/") === 0) {
			wp_redirect($return);
			exit;
		}
		return 'joined';
	}

	/* --- what the buttons do --- */

	public static function act()
	{
		if (!current_user_can('manage_options') || !Groundlevel::agrees(get_current_user_id())) {
			wp_die(esc_html__('You may not do this here.', 'groundlevel'), '', ['response' => 403]);
		}
		check_admin_referer('groundlevel');
		$in = wp_unslash($_POST);
		$id = is_string($in['pair'] ?? null) ? $in['pair'] : '';
		$do = $in['do'] ?? '';
		$pairs = Groundlevel::pairs();
		$said = 'kept';
		if ($do === 'join') {
			$said = self::join($in);
		} elseif ($do === 'code') {
			set_transient('groundlevel_code_' . get_current_user_id(), self::code_make(), 60);
			$said = 'code';
		} elseif ($do === 'drop' && isset($pairs[$id])) {
			Groundlevel::hub($id, $pairs[$id], 'POST', '/bridge/left', [], ['site' => $id]);
			self::pair_drop($id);
			$said = 'left';
		} elseif ($do === 'rest') {
			update_option('groundlevel_rest', self::fields_in($in), true);
		} elseif ($do === 'keep' && isset($pairs[$id])) {
			self::keep($id, $pairs[$id], $in);
		}
		wp_safe_redirect(self::url(['said' => $said]));
		exit;
	}

	private static function words($text, $fits)
	{
		$list = is_array($text) ? $text : preg_split('/[\s,]+/', (string) $text);
		return array_values(array_unique(array_filter($list, static function ($one) use ($fits) {
			return is_string($one) && $one !== '' && $fits($one);
		})));
	}

	private static function fields_in(array $in)
	{
		return array_slice(self::words(array_merge((array) ($in['fields'] ?? []),
			self::words($in['more'] ?? '', 'is_string')), ['Groundlevel', 'may_share']), 0, 200);
	}

	private static function keep($id, array $pair, array $in)
	{
		$had = $pair['fields'];
		$name = static function ($one) {
			return preg_match('/\A[a-z0-9-]{1,30}:[A-Za-z0-9_-]{1,64}\z/', $one);
		};
		$pair['fields'] = self::fields_in($in);
		$pair['forms'] = array_slice(self::words($in['forms'] ?? [], $name), 0, 200);
		$pair['types'] = array_slice(self::words($in['types'] ?? [], 'post_type_exists'), 0, 50);
		foreach (['orders', 'progress'] as $one) {
			$pair[$one] = !empty($in[$one]);
		}
		foreach (array_keys($pair['may']) as $one) {
			$pair['may'][$one] = !empty($in["may_$one"]);
		}
		$pairs = Groundlevel::pairs();
		$pairs[$id] = $pair;
		Groundlevel::pairs_keep($pairs);
		if ($had !== $pair['fields']) {
			Groundlevel_Log::again();
		}
	}

	/* --- the page --- */

	private static function said($what)
	{
		$words = [
			'kept' => __('Kept.', 'groundlevel'),
			'joined' => __('This site is connected.', 'groundlevel'),
			'left' => __('This site is not connected any more. Nothing was deleted.', 'groundlevel'),
			'full' => __('This site is connected with three Groundlevels; disconnect one first.',
				'groundlevel'),
			'address' => __('The address is not that of a Groundlevel: it begins with https.',
				'groundlevel'),
			'refused' => __('Groundlevel did not know the request. It is valid for 15 minutes and once:' .
				' begin again in Groundlevel.', 'groundlevel'),
			'away' => __('Groundlevel cannot be reached from this site. Use the eight letters below.',
				'groundlevel'),
		];
		return is_string($what) ? ($words[$what] ?? '') : '';
	}

	public static function show()
	{
		if (!current_user_can('manage_options')) {
			return;
		}
		$in = wp_unslash($_GET);
		echo '<div class="wrap"><h1>Groundlevel</h1>';
		$said = self::said($in['said'] ?? '');
		if ($said !== '') {
			printf('<div class="notice notice-info"><p>%s</p></div>', esc_html($said));
		}
		if (!Groundlevel::agrees(get_current_user_id())) {
			printf('<p>%s</p></div>', esc_html__('Only somebody who may change members and options can' .
				' connect this site; on a network, a network administrator.', 'groundlevel'));
			return;
		}
		if (isset($in['join'])) {
			self::show_join($in);
		} else {
			foreach (Groundlevel::pairs() as $id => $pair) {
				self::show_pair($id, $pair);
			}
			self::show_code();
			self::show_rest();
		}
		echo '</div>';
	}

	private static function form_open($do, $id = '')
	{
		printf('<form method="post" action="%s"><input type="hidden" name="action" value="groundlevel">' .
			'<input type="hidden" name="do" value="%s"><input type="hidden" name="pair" value="%s">',
			esc_url(admin_url('admin-post.php')), esc_attr($do), esc_attr($id));
		wp_nonce_field('groundlevel');
	}

	private static function show_join(array $in)
	{
		$hub = self::hub_fits($in['join']);
		$code = is_string($in['code'] ?? null) ? $in['code'] : '';
		if ($hub === null) {
			printf('<p>%s</p>', esc_html(self::said('address')));
			return;
		}
		printf('<h2>%s</h2><p><strong>%s</strong></p>',
			esc_html__('Connect this site with this Groundlevel?', 'groundlevel'), esc_html($hub));
		foreach ([
			__('It will read: members, their roles, and the fields, tags, forms, orders and progress that' .
				' you tick afterwards.', 'groundlevel'),
			__('It may change: names, addresses, ticked fields and tags of members, and make members.' .
				' You can forbid it afterwards.', 'groundlevel'),
			__('It can never: log in, read passwords, change administrators, install anything.',
				'groundlevel'),
			__('Go on only if you asked for this in that Groundlevel a moment ago.', 'groundlevel'),
		] as $line) {
			printf('<p>%s</p>', esc_html($line));
		}
		self::form_open('join');
		printf('<input type="hidden" name="hub" value="%s"><input type="hidden" name="code" value="%s">',
			esc_attr($hub), esc_attr($code));
		printf('<p><button class="button button-primary">%s</button> <a class="button" href="%s">%s</a></p>',
			esc_html__('Connect', 'groundlevel'), esc_url(self::url()), esc_html__('Not now', 'groundlevel'));
		echo '</form>';
	}

	public static function name(array $pair)
	{
		return $pair['hub'] === '' ? __('A Groundlevel that asks, and is not called', 'groundlevel')
			: $pair['hub'];
	}

	/** How it is, in words. */
	public static function state($id, array $pair)
	{
		if (Groundlevel::secret($pair) === null) {
			return __('This is a copy of the site that was connected, so it is silent. Connect it anew.',
				'groundlevel');
		}
		if (!get_userdata($pair['user']) || !Groundlevel::agrees($pair['user'])) {
			return __('Refused: who connected it may not do so any more. Somebody who may must connect it' .
				' anew.', 'groundlevel');
		}
		$seen = get_option('groundlevel_seen');
		$read = (int) ($seen[$id]['read'] ?? 0);
		if (!$read) {
			return __('Connected; not read yet.', 'groundlevel');
		}
		$ago = human_time_diff($read);
		if (time() - $read > 300) {
			return sprintf(__('Groundlevel has not asked for %s: is it running?', 'groundlevel'), $ago);
		}
		return sprintf(__('Connected. Last read %s ago.', 'groundlevel'), $ago);
	}

	private static function tick($name, $value, $on, $label)
	{
		printf('<label><input type="checkbox" name="%s" value="%s"%s> %s</label> &ensp;', esc_attr($name),
			esc_attr($value), checked($on, true, false), esc_html($label));
	}

	/* Names of fields that members have; read from the index, so their number does not matter. */
	private static function fields_found()
	{
		global $wpdb;
		$own = preg_quote($wpdb->base_prefix, '/');
		return array_filter($wpdb->get_col("SELECT DISTINCT meta_key FROM $wpdb->usermeta LIMIT 1000"),
			static function ($key) use ($own) {
				return Groundlevel::may_share($key) && $key[0] !== '_' && !preg_match("/^$own|^(first_name" .
					'|last_name|nickname|rich_editing|syntax_highlighting|comment_shortcuts|admin_color' .
					'|use_ssl|show_admin_bar.*|locale|dismissed_.*|show_welcome.*|default_pass.*' .
					'|closedpostboxes.*|metaboxhidden.*|primary_blog|source_domain|managenav.*)$/', $key);
			});
	}

	private static function show_fields(array $ticked)
	{
		echo '<p>';
		$keys = array_unique(array_merge($ticked, self::fields_found()));
		sort($keys);
		foreach (array_slice($keys, 0, 200) as $key) {
			self::tick('fields[]', $key, in_array($key, $ticked, true), $key);
		}
		printf('</p><p><label>%s <input name="more" class="regular-text"></label></p>',
			esc_html__('Others, by name:', 'groundlevel'));
	}

	/* Of use without a connection of its own: WordPress' own REST shows what is registered. */
	private static function show_rest()
	{
		printf('<h2>%s</h2><p>%s</p>', esc_html__('Connections with an application password', 'groundlevel'),
			esc_html__('They go through the REST of WordPress, which shows no field of a member by itself.' .
				' Fields ticked here are shown and taken there, for whoever may edit members.',
				'groundlevel'));
		self::form_open('rest');
		self::show_fields(Groundlevel::registered());
		printf('<p><button class="button">%s</button></p></form>', esc_html__('Keep', 'groundlevel'));
	}

	private static function show_pair($id, array $pair)
	{
		$who = get_userdata($pair['user']);
		printf('<h2>%s</h2><p>%s</p><p>%s</p>', esc_html(self::name($pair)), esc_html(self::state($id, $pair)),
			esc_html(sprintf(__('Since %1$s, agreed by %2$s.', 'groundlevel'),
				wp_date(get_option('date_format'), $pair['since']), $who ? $who->display_name : '?')));
		self::form_open('keep', $id);
		printf('<h3>%s</h3>', esc_html__("Members' fields that are shared", 'groundlevel'));
		self::show_fields($pair['fields']);
		self::show_events($pair);
		printf('<h3>%s</h3><p>', esc_html__('Groundlevel may', 'groundlevel'));
		self::tick('may_change', '1', $pair['may']['change'], __('change members', 'groundlevel'));
		self::tick('may_make', '1', $pair['may']['make'], __('make members', 'groundlevel'));
		self::tick('may_remove', '1', $pair['may']['remove'], __('remove members', 'groundlevel'));
		printf('</p><p><button class="button button-primary">%s</button></p></form>',
			esc_html__('Keep', 'groundlevel'));
		self::form_open('drop', $id);
		printf('<p><button class="button">%s</button></p></form><hr>',
			esc_html__('Disconnect', 'groundlevel'));
	}

	private static function show_events(array $pair)
	{
		$forms = get_option('groundlevel_forms');
		$forms = (is_array($forms) ? $forms : []) + array_fill_keys($pair['forms'], '');
		printf('<h3>%s</h3><p>', esc_html__('What else is shared', 'groundlevel'));
		self::tick('orders', '1', $pair['orders'], __('Orders', 'groundlevel'));
		self::tick('progress', '1', $pair['progress'], __('Progress in courses', 'groundlevel'));
		echo '</p><p>';
		foreach ($forms as $name => $title) {
			self::tick('forms[]', $name, in_array($name, $pair['forms'], true), trim("$title ($name)"));
		}
		if (!$forms) {
			echo esc_html__('A form appears here when somebody has sent it once.', 'groundlevel');
		}
		echo '</p><p>';
		foreach (get_post_types(['public' => true]) as $type) {
			self::tick('types[]', $type, in_array($type, $pair['types'], true), $type);
		}
		echo '</p>';
	}

	private static function show_code()
	{
		$name = 'groundlevel_code_' . get_current_user_id();
		$code = get_transient($name);
		printf('<h2>%s</h2><p>%s</p>', esc_html__('Connect', 'groundlevel'),
			esc_html__('Begin in Groundlevel: it leads you here. Where this site cannot reach it, make' .
				' eight letters and type them there.', 'groundlevel'));
		if (is_string($code)) {
			delete_transient($name);
			printf('<p><code style="font-size:2em">%s-%s</code></p><p>%s</p>', esc_html(substr($code, 0, 4)),
				esc_html(substr($code, 4)), esc_html__('For ten minutes and five tries.', 'groundlevel'));
		}
		self::form_open('code');
		printf('<p><button class="button">%s</button></p></form>',
			esc_html__('Make eight letters', 'groundlevel'));
	}
}
