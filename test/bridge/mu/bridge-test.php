<?php
/*
 * The hands of test/bridge inside a WordPress that is thrown away afterwards: it performs what the
 * test posts, and plays doormen that shut REST.  Never for a real site.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
if (get_option('test_finish') && !function_exists('fastcgi_finish_request')) {
	function fastcgi_finish_request()
	{
		$GLOBALS['test_finished'] = true;
		return true;
	}
}
if (get_option('emulator')) {
	require __DIR__ . '/emulator/accessally.php';
}
add_filter('rest_authentication_errors', function ($was) {
	$door = get_option('test_door');
	return $door === 'off' || ($door === 'strangers' && !is_user_logged_in())
		? new WP_Error('shut', 'Shut.', ['status' => 403]) : $was;
}, 99);
add_action('rest_api_init', function () {
	if (get_option('test_door') === 'die') {
		wp_die('Shut.', '', ['response' => 403]);
	}
}, 1);
add_filter('wp_is_application_passwords_available', function ($was) {
	return get_option('test_door') === 'nopass' ? false : $was;
});
add_action('wp_loaded', function () {
	if (isset($_GET['test_eval']) && $_SERVER['REMOTE_ADDR'] === '127.0.0.1') {
		$got = eval(file_get_contents('php://input'));
		header('Content-Type: application/json');
		echo json_encode(['got' => $got, 'queries' => get_num_queries()]);
		exit;
	}
}, 99);
