<?php
/*
 * Who asks, and may they?  Every route but two is signed with the secret of a pair; the two others
 * are for visitors (free times) and members (their own records).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
if (!defined('ABSPATH')) {
	exit;
}

final class Groundlevel_Rest
{
	const BODY_MAX = 4194304;
	const SKEW = 300;
	/* Method, route, what the person who agreed must be allowed, file, function, kind. */
	const ROUTES = [
		['GET', '/info', 'list_users', 'rest', 'info', 'signed'],
		['GET', '/changes', 'list_users', 'rest', 'changes', 'signed'],
		['GET', '/members', 'list_users', 'members', 'get', 'signed'],
		['POST', '/members', 'edit_users', 'write', 'post', 'once'],
		['GET', '/tags', 'list_users', 'ally', 'tags', 'signed'],
		['GET', '/fields', 'list_users', 'members', 'fields', 'signed'],
		['GET', '/operations', 'list_users', 'ally', 'operations', 'signed'],
		['POST', '/operations', 'edit_users', 'ally', 'operate', 'unsure'],
		['GET', '/offerings', 'list_users', 'ally', 'offerings', 'signed'],
		['GET', '/surface', 'list_users', 'ally', 'surface', 'signed'],
		['POST', '/left', 'list_users', 'rest', 'left', 'once'],
		['POST', '/pair', 'manage_options', 'page', 'pair_by_code', 'code'],
		['GET', '/slots', '', 'blocks', 'slots_get', 'anyone'],
		['GET', '/records', '', 'blocks', 'records_get', 'member'],
	];

	private static $asked = null;         /* what was signed, and proved */
	private static $refused = null;
	private static $busy = false;
	private static $first = true;

	public static function routes()
	{
		foreach (self::ROUTES as $row) {
			register_rest_route(Groundlevel::SPACE, $row[1], [
				'methods' => $row[0],
				'show_in_index' => false,
				'permission_callback' => static function ($request) use ($row) {
					return self::allow($row, $request->get_route(), $request->get_method());
				},
				'callback' => static function ($request) use ($row) {
					return self::answer($row, $request);
				},
			]);
		}
		add_filter('rest_pre_dispatch', [__CLASS__, 'same_route'], 1, 3);
		add_filter('rest_post_dispatch', [__CLASS__, 'closed'], 10, 3);
	}

	/* What a signature made somebody is for the route that was signed, and for no other. */
	public static function same_route($result, $server, $request)
	{
		if (self::$asked && self::$first) {
			self::$first = false;
			if (untrailingslashit($request->get_route()) !== self::$asked['path'] ||
					$request->get_method() !== self::$asked['method']) {
				return self::no(401, 'signature', 'The signature is of another request.');
			}
		}
		return $result;
	}

	/* Nobody keeps an answer. */
	public static function closed($response, $server, $request)
	{
		if (strpos($request->get_route(), '/' . Groundlevel::SPACE . '/') === 0) {
			do_action('litespeed_control_set_nocache', 'groundlevel');
			$response->header('Cache-Control', 'no-store');
			$response->header('X-Robots-Tag', 'noindex');
			add_filter('rest_send_nocache_headers', '__return_false'); /* ours say more */
			if ($response->get_status() === 503) {
				$response->header('Retry-After', '2');
			}
		}
		return $response;
	}

	public static function no($status, $code, $message, array $more = [])
	{
		return new WP_Error("groundlevel_$code", $message, ['status' => $status] + $more);
	}

	private static function row($method, $route)
	{
		foreach (self::ROUTES as $row) {
			if ($row[0] === $method && $row[1] === $route) {
				return $row;
			}
		}
		return null;
	}

	/*
	 * The route that WordPress is going to answer, if it is one of ours; null also where two are
	 * named, or where another script than the front page was called with one of ours in its query.
	 */
	private static function route_asked()
	{
		if (is_admin() || defined('XMLRPC_REQUEST') || wp_doing_cron() || wp_doing_ajax()) {
			return null;
		}
		$path = untrailingslashit(explode('?', (string) ($_SERVER['REQUEST_URI'] ?? ''), 2)[0]);
		$home = untrailingslashit((string) parse_url((string) get_option('home'), PHP_URL_PATH));
		$named = $_GET['rest_route'] ?? null;
		$space = '/' . Groundlevel::SPACE;
		if (isset($_POST['rest_route'])) {
			return null;
		}
		foreach (["$home/" . rest_get_url_prefix(), "$home/index.php/" . rest_get_url_prefix()] as $at) {
			if (strpos($path, $at . $space . '/') === 0) {
				return $named === null ? substr($path, strlen($at . $space)) : null;
			}
		}
		if (($path === $home || $path === "$home/index.php") && is_string($named) &&
				strpos($named, "$space/") === 0) {
			return untrailingslashit(substr(wp_unslash($named), strlen($space)));
		}
		return null;
	}

	/* [name, value] of the query as it was sent, without what only finds the way. */
	private static function query_asked()
	{
		$text = explode('?', (string) ($_SERVER['REQUEST_URI'] ?? ''), 2)[1] ?? '';
		$pairs = [];
		foreach ($text === '' ? [] : explode('&', $text) as $part) {
			$two = array_map('urldecode', explode('=', $part, 2)) + [1 => ''];
			if ($two[0] !== '' && $two[0] !== '_' && $two[0] !== 'rest_route') {
				$pairs[] = $two;
			}
		}
		return $pairs;
	}

	private static function header($name)
	{
		$value = $_SERVER["HTTP_$name"] ?? '';
		return is_string($value) ? $value : '';
	}

	/* For determine_current_user: who agreed, when the request is signed and one of ours. */
	public static function identify($user)
	{
		if (self::$asked || self::$refused || self::$busy) {
			return self::$asked ? self::$asked['user'] : $user;
		}
		$route = self::route_asked();
		$method = $_SERVER['REQUEST_METHOD'] ?? '';
		$row = $route === null ? null : self::row($method, $route);
		if (!$row || $row[5] === 'anyone' || $row[5] === 'member') {
			return $user;
		}
		self::$busy = true;
		$got = self::verify(['key' => self::header('X_GROUNDLEVEL_KEY'),
			'time' => self::header('X_GROUNDLEVEL_TIME'), 'sign' => self::header('X_GROUNDLEVEL_SIGN'),
			'idem' => self::header('IDEMPOTENCY_KEY'), 'method' => $method, 'route' => $route,
			'query' => self::query_asked(), 'body' => null]);
		self::$busy = false;
		if (is_wp_error($got)) {
			self::$refused = $got;
			return $user;
		}
		self::$asked = $got;
		return $got['user'];
	}

	/* The asking with its pair and user, or why not.  An unknown key and a wrong signature are one. */
	private static function verify(array $ask)
	{
		$code = $ask['key'] === 'code' && $ask['route'] === '/pair';
		$pair = $code ? [] : (Groundlevel::pairs()[$ask['key']] ?? null);
		if ($pair === null || ($ask['route'] === '/pair') !== $code) {
			return self::refuse();
		}
		$box = $code ? Groundlevel::call('page', 'code_try') : null;
		$secret = $code ? ($box['code'] ?? null) : Groundlevel::secret($pair);
		if ($secret === null) {
			return $code ? self::refuse() : self::no(409, 'copy',
				'This is a copy of a site that was joined: join it anew on its own page.');
		}
		if ($ask['body'] === null) {
			$ask['body'] = (string) file_get_contents('php://input', false, null, 0, self::BODY_MAX + 1);
		}
		if (strlen($ask['body']) > self::BODY_MAX) {
			return self::no(413, 'large', 'At most 4 MiB are taken at once.');
		}
		if (!hash_equals(Groundlevel::sign($secret, $ask), $ask['sign'])) {
			return self::refuse();
		}
		if (!preg_match('/\A\d{1,12}\z/', $ask['time']) ||
				abs(time() - (int) $ask['time']) > self::SKEW) {
			return self::no(401, 'clock', sprintf('The clocks differ by %d seconds; at most %d may be.',
				time() - (int) $ask['time'], self::SKEW), ['differs' => time() - (int) $ask['time']]);
		}
		if (!preg_match('/\A[\x21-\x7e]{0,128}\z/', $ask['idem'])) {
			return self::no(422, 'key', 'Idempotency-Key must be at most 128 visible characters.');
		}
		$user = (int) ($code ? $box['user'] : $pair['user']);
		if (!$user || !get_userdata($user) || !Groundlevel::agrees($user)) {
			return self::no(403, 'agreed', 'Who agreed that this site is joined is not here any more,' .
				' or may not any more: somebody who may must join it again.');
		}
		return ['user' => $user, 'pair' => $pair, 'path' => '/' . Groundlevel::SPACE . $ask['route'],
			'of' => array_column($ask['query'], 1, 0)] + $ask;
	}

	/* Ten a minute from an address are told so; who signs well is never counted. */
	private static function refuse()
	{
		$no = get_transient('groundlevel_refused');
		$minute = (int) (time() / 60);
		$address = md5((string) ($_SERVER['REMOTE_ADDR'] ?? ''));
		if (!is_array($no) || $no['minute'] !== $minute) {
			$no = ['minute' => $minute, 'of' => []];
		}
		$count = $no['of'][$address] ?? 0;
		if ($count >= 10) {
			return self::no(429, 'signature', 'Too many refused signatures; wait a minute.');
		}
		if (count($no['of']) < 200) {
			$no['of'][$address] = $count + 1;
			set_transient('groundlevel_refused', $no, 120);
		}
		return self::no(401, 'signature', 'The request is not signed as it must be.');
	}

	private static function allow($row, $path, $method)
	{
		if ($row[5] === 'anyone') {
			return true;
		}
		if ($row[5] === 'member') {
			return is_user_logged_in() ? true
				: self::no(401, 'member', 'Only a member who is logged in has records here.');
		}
		if (!self::$asked) {
			return self::$refused ?: self::no(401, 'signature', 'The request is not signed as it must be.');
		}
		if (self::$asked['path'] !== untrailingslashit($path) || self::$asked['method'] !== $row[0] ||
				$method !== $row[0] || get_current_user_id() !== self::$asked['user']) {
			return self::no(401, 'signature', 'The signature is of another request.');
		}
		return current_user_can($row[2]) ? true
			: self::no(403, 'agreed', 'Who agreed that this site is joined may not do this any more.');
	}

	private static function answer($row, $request)
	{
		if ($row[5] === 'anyone' || $row[5] === 'member') {
			return Groundlevel::call($row[3], $row[4], $request->get_query_params());
		}
		return self::perform($row);
	}

	/* What is asked is what was signed: nothing is taken from anywhere else. */
	private static function perform($row)
	{
		$ask = self::$asked;
		$ask['in'] = null;
		if ($row[0] === 'POST') {
			$ask['in'] = json_decode($ask['body'], true, 32);
			if (!is_array($ask['in']) || ltrim($ask['body'])[0] !== '{') {
				return self::no(400, 'json', 'The body must be a JSON object.');
			}
			$origin = $ask['in']['origin'] ?? '';
			if (!is_string($origin) || !preg_match('/\A[\x21-\x7e]{0,64}\z/', $origin)) {
				return self::no(422, 'origin', 'origin must be at most 64 visible characters.');
			}
			require_once __DIR__ . '/log.php';
			Groundlevel_Log::$origin = $origin;
		}
		$do = static function () use ($row, $ask) {
			return Groundlevel::call($row[3], $row[4], $ask);
		};
		return $row[5] === 'once' || $row[5] === 'unsure' ? self::once($ask, $row[5], $do) : $do();
	}

	/* A signed write has a key, so one that was recorded is not done again. */
	private static function once(array $ask, $kind, $do)
	{
		global $wpdb;
		if ($ask['idem'] === '') {
			return self::no(422, 'key', 'Idempotency-Key is needed.');
		}
		require_once __DIR__ . '/log.php';
		$keys = Groundlevel_Log::table('keys');
		$k = hash('sha256', $ask['key'] . '|' . $ask['idem']);
		$hash = hash('sha256', $ask['route'] . '|' . $ask['body']);
		$put = $wpdb->prepare("INSERT IGNORE INTO $keys (k, at, hash, status) VALUES (%s,%d,%s,0)",
			$k, time(), $hash);
		$loud = $wpdb->suppress_errors(true);
		$new = $wpdb->query($put);
		if ($new === false) {
			Groundlevel_Log::install();
			$new = $wpdb->query($put);
		}
		$wpdb->suppress_errors($loud);
		if ($new === false) {
			return self::no(503, 'busy', 'The database did not take the key; send it again.');
		}
		if ($new !== 1) {
			$had = self::had($k, $hash, $kind);
			if ($had) {
				return $had;
			}
		}
		$answer = $do();
		if (is_wp_error($answer)) {
			$wpdb->query($wpdb->prepare("DELETE FROM $keys WHERE k = %s", $k));
			return $answer;
		}
		$wpdb->query($wpdb->prepare("UPDATE $keys SET status = 200, body = %s WHERE k = %s",
			wp_json_encode($answer), $k));
		return $answer;
	}

	/* What came of a key that was here before; null when it is to be taken up again. */
	private static function had($k, $hash, $kind)
	{
		global $wpdb;
		$keys = Groundlevel_Log::table('keys');
		$row = $wpdb->get_row($wpdb->prepare("SELECT at, hash, status, body FROM $keys WHERE k = %s", $k));
		if (!$row || !hash_equals($row->hash, $hash)) {
			return self::no(422, 'key', 'This Idempotency-Key was used for something else.');
		}
		if ((int) $row->status) {
			$again = new WP_REST_Response((array) json_decode($row->body), (int) $row->status);
			$again->header('Idempotency-Replayed', 'true');
			return $again;
		}
		if ($kind === 'unsure') {
			return self::no(409, 'unsure', 'This was begun, and nobody knows what came of it.');
		}
		$taken = (int) $row->at <= time() - 60 && 1 === $wpdb->query($wpdb->prepare(
			"UPDATE $keys SET at = %d WHERE k = %s AND at = %d AND status = 0", time(), $k, $row->at));
		return $taken ? null : self::no(409, 'running', 'The same request is being done just now.');
	}

	/*
	 * The second door, for sites whose REST is shut for everybody: the same table, the same
	 * signature, over admin-ajax.php.  {route, method, query, body, key, time, sign, idem}; the
	 * last four may stand in headers.
	 */
	public static function door()
	{
		$raw = (string) file_get_contents('php://input', false, null, 0, 2 * self::BODY_MAX + 1);
		$in = strlen($raw) > 2 * self::BODY_MAX ? null : json_decode($raw, true, 8);
		$given = ['key' => self::header('X_GROUNDLEVEL_KEY'), 'idem' => self::header('IDEMPOTENCY_KEY'),
			'time' => self::header('X_GROUNDLEVEL_TIME'), 'sign' => self::header('X_GROUNDLEVEL_SIGN')];
		$ask = is_array($in) ? $in + array_filter($given, 'strlen') : [];
		$ask += ['query' => [], 'body' => '', 'key' => '', 'idem' => '', 'time' => '', 'sign' => ''];
		$fits = is_array($ask['query']);
		foreach (['route', 'method', 'body', 'key', 'idem', 'time', 'sign'] as $name) {
			$fits = $fits && is_string($ask[$name] ?? null);
		}
		$query = [];
		foreach ($fits ? $ask['query'] : [] as $name => $value) {
			$fits = $fits && is_string($value);
			$query[] = [(string) $name, $value];
		}
		$ask['query'] = $query;
		$row = $fits ? self::row($ask['method'], $ask['route']) : null;
		if (!$row || $row[5] === 'anyone' || $row[5] === 'member') {
			self::say(self::no(400, 'door', 'The second door needs a route and a method of the bridge.'));
		}
		$got = self::verify(array_intersect_key($ask, ['key' => 1, 'time' => 1, 'sign' => 1, 'idem' => 1,
			'method' => 1, 'route' => 1, 'query' => 1, 'body' => 1]));
		if (is_wp_error($got)) {
			self::say($got);
		}
		self::$asked = $got;
		wp_set_current_user($got['user']);
		$may = self::allow($row, $got['path'], $row[0]);
		self::say($may === true ? self::perform($row) : $may);
	}

	private static function say($answer)
	{
		$status = 200;
		if (is_wp_error($answer)) {
			$status = (int) ($answer->get_error_data()['status'] ?? 500);
			$answer = ['code' => $answer->get_error_code(), 'message' => $answer->get_error_message(),
				'data' => $answer->get_error_data()];
		} elseif ($answer instanceof WP_REST_Response) {
			foreach ($answer->get_headers() as $name => $value) {
				header("$name: $value");
			}
			$status = $answer->get_status();
			$answer = $answer->get_data();
		}
		nocache_headers();
		header('Cache-Control: no-store');
		header('X-Robots-Tag: noindex');
		header('Content-Type: application/json; charset=utf-8');
		if ($status === 503) {
			header('Retry-After: 2');
		}
		status_header($status);
		echo wp_json_encode($answer);
		exit;
	}

	/* --- three answers that are short --- */

	public static function info(array $ask)
	{
		global $wp_version;
		require_once __DIR__ . '/log.php';
		require_once __DIR__ . '/ally.php';
		Groundlevel_Log::sweep();
		$pair = $ask['pair'];
		$bell = get_option('groundlevel_bell');
		return ['version' => Groundlevel::VERSION, 'wordpress' => $wp_version, 'php' => PHP_VERSION,
			'name' => wp_specialchars_decode(get_option('blogname'), ENT_QUOTES), 'home' => home_url(),
			'zone' => wp_timezone_string(), 'time' => time(), 'accessally' => Groundlevel_Ally::info(),
			'sources' => ['forms' => $pair['forms'], 'orders' => $pair['orders'],
				'progress' => $pair['progress'], 'types' => $pair['types']],
			'may' => array_keys(array_filter($pair['may'])), 'fields' => $pair['fields'],
			'bell' => ['rings' => function_exists('fastcgi_finish_request') ||
				function_exists('litespeed_finish_request'), 'ok' => $bell[$ask['key']]['ok'] ?? null],
			'network' => is_multisite(), 'copy' => false];
	}

	public static function changes(array $ask)
	{
		require_once __DIR__ . '/log.php';
		require_once __DIR__ . '/members.php';
		$of = $ask['of'] + ['since' => '0', 'limit' => '200',
			'kinds' => 'member,form,order,progress,post'];
		$kinds = explode(',', $of['kinds']);
		if (!preg_match('/\A[1-9]\d{0,2}\z/', $of['limit']) || (int) $of['limit'] > 500) {
			return self::no(422, 'limit', 'limit must be a number from 1 to 500.');
		}
		if (array_diff($kinds, ['member', 'form', 'order', 'progress', 'post'])) {
			return self::no(422, 'kinds', 'kinds are member, form, order, progress and post.');
		}
		Groundlevel_Log::heard($ask['key']);
		Groundlevel::call('page', 'seen', $ask['key'], 'read');
		$filled = Groundlevel_Log::fill();
		$read = Groundlevel_Log::read($of['since'], (int) $of['limit'], $kinds);
		if (is_wp_error($read)) {
			return $read;
		}
		$answer = ['items' => Groundlevel_Members::items($read[0], $ask['pair']), 'next' => $read[1],
			'keep' => $read[2], 'more' => $read[3] || $filled < 1];
		return $filled < 1 ? $answer + ['filling' => $filled] : $answer;
	}

	/* The other side does not want to be joined any more. */
	public static function left(array $ask)
	{
		$pairs = Groundlevel::pairs();
		unset($pairs[$ask['key']]);
		Groundlevel::pairs_keep($pairs);
		return ['left' => true];
	}
}
