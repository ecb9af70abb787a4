<?php
/*
 * What of the bridge needs no WordPress: signatures, seals, names, kinds of values.  The functions
 * of WordPress that it asks are stubs below, each as small as it can be.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
define('ABSPATH', __DIR__ . '/');
define('DB_NAME', 'stub');
$GLOBALS['options'] = ['home' => 'http://site.test', 'groundlevel_pairs' => []];
$GLOBALS['stub'] = ['salt' => 'a', 'env' => 'production', 'admin' => false];

class WP_Error
{
	public $code;
	public $data;

	public function __construct($code, $message, $data = [])
	{
		$this->code = $code;
		$this->data = $data;
	}

	public function get_error_data()
	{
		return $this->data;
	}
}

function is_wp_error($e) { return $e instanceof WP_Error; }
function get_option($name) { return $GLOBALS['options'][$name] ?? false; }
function add_option($name, $value) { $GLOBALS['options'][$name] = $value; }
function update_option($name, $value) { $GLOBALS['options'][$name] = $value; }
function is_multisite() { return false; }
function get_current_blog_id() { return 1; }
function get_transient($name) { return $GLOBALS['options'][$name] ?? false; }
function set_transient($name, $value) { $GLOBALS['options'][$name] = $value; }
function add_filter() {}
function add_action() {}
function register_activation_hook() {}
function wp_salt($name) { return $name . $GLOBALS['stub']['salt']; }
function wp_get_environment_type() { return $GLOBALS['stub']['env']; }
function untrailingslashit($text) { return rtrim($text, '/'); }
function wp_json_encode($value) { return json_encode($value); }
function wp_parse_url($url) { return parse_url($url); }
function wp_unslash($value) { return $value; }
function wp_check_invalid_utf8($text) { return preg_match('/^./us', $text) || $text === '' ? $text : ''; }
function is_email($text) { return preg_match('/\A[^@\s]+@[^@\s]+\.[a-z]+\z/', $text) ? $text : false; }
function is_admin() { return $GLOBALS['stub']['admin']; }
function wp_doing_cron() { return false; }
function wp_doing_ajax() { return false; }
function rest_get_url_prefix() { return 'wp-json'; }
function is_serialized($text) { return is_string($text) && preg_match('/^[aOsibd]:/', $text); }

require __DIR__ . '/../../bridge/groundlevel.php';
foreach (['log', 'rest', 'members', 'write', 'page', 'sources', 'blocks'] as $file) {
	require_once __DIR__ . "/../../bridge/$file.php";
}

function same($got, $wanted, $what)
{
	if ($got !== $wanted) {
		echo "FAILED  $what: ", var_export($got, true), ' is not ', var_export($wanted, true), "\n";
		exit(1);
	}
}

/* Calls what is private. */
function inner($class, $method, ...$all)
{
	$m = new ReflectionMethod($class, $method);
	$m->setAccessible(true);
	return $m->invokeArgs(null, $all);
}

$tests = [
	'a signature is made as doc/bridge.md says' => function () {
		$ask = ['method' => 'GET', 'route' => '/changes', 'query' => [['since', '12.34'],
			['kinds', 'member,form'], ['a b', 'ü&=']], 'time' => '1796000000', 'idem' => '', 'body' => ''];
		same(Groundlevel::sign('secret', $ask), 'v1=' . hash_hmac('sha256', "GET\n/changes\n" .
			"a%20b=%C3%BC%26%3D&kinds=member%2Cform&since=12.34\n1796000000\n\n" . hash('sha256', ''),
			'secret'), 'sign');
		/* The same two that test/unit/remote_request.c signs. */
		same(Groundlevel::sign('s3cret', ['query' => [['since', '12.34'], ['kinds',
			'member,form']], 'time' => '0'] + $ask),
			'v1=353411c09294588c68b41d9c2307a1356ddd2c4ca987963f0195b6491153f90c', 'read');
		same(Groundlevel::sign('s3cret', ['method' => 'POST', 'route' => '/members', 'query' => [],
			'time' => '0', 'idem' => 'key1', 'body' => '{"origin":"o"}']),
			'v1=01fa0ea73ef046281280261f1c67f8e877406cb1fdea91cf117d2d288d285f15', 'write');
		$seen = [];
		foreach (['method' => 'POST', 'route' => '/info', 'query' => [], 'time' => '1', 'idem' => 'k',
				'body' => 'x'] as $part => $other) {
			$seen[] = Groundlevel::sign('secret', [$part => $other] + $ask);
		}
		$seen[] = Groundlevel::sign('secret', $ask);
		$seen[] = Groundlevel::sign('secre', $ask);
		same(count(array_unique($seen)), 8, 'each part counts');
	},
	'a seal opens here alone' => function () {
		$box = Groundlevel::seal(['secret' => 's']);
		$open = function () use ($box) {
			return Groundlevel::secret(['box' => $box]);
		};
		same($open(), 's', 'here');
		$GLOBALS['options']['home'] = 'https://site.test/';
		same($open(), 's', 'the same site by https');
		$GLOBALS['options']['home'] = 'http://stage.site.test';
		same($open(), null, 'another address');
		$GLOBALS['options']['home'] = 'http://site.test';
		$GLOBALS['stub']['env'] = 'staging';
		same($open(), null, 'another environment');
		$GLOBALS['stub']['env'] = 'production';
		$GLOBALS['stub']['salt'] = 'b';
		same($open(), null, 'other salts');
		$GLOBALS['stub']['salt'] = 'a';
		foreach (['', 'x', null, base64_encode(str_repeat('a', 80)), substr($box, 4)] as $bad) {
			same(Groundlevel::secret(['box' => $bad]), null, 'no box');
		}
		same(strpos(base64_decode($box), 'secret'), false, 'it is not to be read');
	},
	'names that are never shared are not shared' => function () {
		foreach (['wp_capabilities', 'WP_CAPABILITIES', 'wp_7_user_level', 'session_tokens',
				'_application_passwords', 'user_activation_key', '_two_factor_totp_key', 'app_pass',
				'wp_cäpabilities', 'a b', 'a\\', "a'", '', ' a', "a\n", 'a;b', str_repeat('x', 192), 5,
				null, ['a'], true, '_accessally_user_tag_ids', 'client_secret'] as $key) {
			same((bool) Groundlevel::may_share($key), false, json_encode($key));
		}
		foreach (['level', 'billing_phone', 'a.b-c:d', '_private', '1a'] as $key) {
			same((bool) Groundlevel::may_share($key), true, $key);
		}
	},
	'the address of a Groundlevel is https, or this machine' => function () {
		foreach (['http://x.test', 'ftp://x.test', 'javascript:alert(1)', '//x.test', 'x.test', '',
				null, ['https://x.test'], 'https://u:p@x.test', 'https://x.test?q', 'https://x.test#f',
				'https://x.test/"', "https://x.test/\n", 'https://x.test/ü', 'https://',
				'http://127.0.0.1.evil.test', 'http://localhost@evil.test', 'https://' .
				str_repeat('x', 300)] as $bad) {
			same(Groundlevel_Page::hub_fits($bad), null, json_encode($bad));
		}
		same(Groundlevel_Page::hub_fits('https://x.test/crm/'), 'https://x.test/crm', 'https');
		same(Groundlevel_Page::hub_fits('http://127.0.0.1:80'), 'http://127.0.0.1:80', 'near');
	},
	'the route that is signed is the route that WordPress answers' => function () {
		$asked = function ($uri, $get = [], $post = []) {
			$_SERVER['REQUEST_URI'] = $uri;
			$_GET = $get;
			$_POST = $post;
			return inner('Groundlevel_Rest', 'route_asked');
		};
		$space = '/groundlevel/v1';
		same($asked("/wp-json$space/info"), '/info', 'pretty');
		same($asked("/index.php/wp-json$space/info/?a=b"), '/info', 'index.php');
		same($asked("/?rest_route=$space/info", ['rest_route' => "$space/info"]), '/info', 'plain');
		foreach ([["/wp-json$space/info?rest_route=/wp/v2/users", ['rest_route' => '/wp/v2/users']],
				["/wp-json$space/info", [], ['rest_route' => '/wp/v2/users']],
				['/?rest_route[]=x', ['rest_route' => ["$space/info"]]],
				["/xmlrpc.php?rest_route=$space/info", ['rest_route' => "$space/info"]],
				["/wp-login.php?rest_route=$space/info", ['rest_route' => "$space/info"]],
				["/a/wp-json$space/info"], ['/wp-json/wp/v2/users'], ['/'], ['']] as $bad) {
			same($asked(...$bad), null, $bad[0]);
		}
		$GLOBALS['stub']['admin'] = true;
		same($asked("/?rest_route=$space/info", ['rest_route' => "$space/info"]), null, 'admin');
		$GLOBALS['stub']['admin'] = false;
	},
	'values of another kind are refused with the name of what is wrong' => function () {
		$pair = ['fields' => ['level', 'wp_capabilities']];
		$wrong = function ($item) use ($pair) {
			return inner('Groundlevel_Write', 'wrong', $item, $pair);
		};
		same($wrong(['id' => 1, 'fields' => ['level' => 'x']]), null, 'fits');
		foreach ([null, 1, 'x', [], [[]], ['id' => '1'], ['id' => true], ['id' => 1, 'login' => 'x'],
				['id' => 1, 'fields' => ['wp_capabilities' => 'x']],
				['id' => 1, 'fields' => ['Level' => 'x']], ['id' => 1, 'fields' => ['x']],
				['id' => 1, 'fields' => ['level' => ['a' => 1]]],
				['id' => 1, 'fields' => ['level' => "\xff"]],
				['id' => 1, 'fields' => ['level' => INF . "\0"]],
				['id' => 1, 'set' => ['role' => 'x']], ['id' => 1, 'mail' => 'x'],
				['email' => 'x', 'make' => true], ['id' => 1, 'user_pass' => 'x']] as $item) {
			same(is_string($wrong($item)), true, json_encode($item));
		}
		same(strpos($wrong(['id' => 1, 'fields' => ['Level' => 1]]), 'Level') !== false, true, 'named');
	},
	'what lies in a field is read without waking anything' => function () {
		$read = function ($raw) {
			return inner('Groundlevel_Members', 'value', $raw);
		};
		same($read('plain'), 'plain', 'text');
		same($read(serialize(['a', ['b']])), ['a', ['b']], 'list');
		same($read('O:8:"stdClass":0:{}'), null, 'object');
		same($read(serialize(['a', new ArrayObject()])), ['a', null], 'object within');
		same($read('a:1:{'), null, 'broken'); /* unserialize says false, which is no value of a field */
	},
];
foreach ($tests as $name => $test) {
	$test();
	echo "passed  $name\n";
}
