<?php
/*
 * Everything of the plugin goes: tables, options and transients, of every site of a network.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
if (!defined('WP_UNINSTALL_PLUGIN')) {
	exit;
}

require_once __DIR__ . '/groundlevel.php';

function groundlevel_uninstall_site()
{
	global $wpdb;
	foreach (Groundlevel::pairs() as $id => $pair) {
		Groundlevel::hub($id, $pair, 'POST', '/bridge/left', [], ['site' => $id]);
	}
	$names = [];
	foreach (['groundlevel_', '_transient_groundlevel_', '_transient_timeout_groundlevel_'] as $start) {
		$names = array_merge($names, $wpdb->get_col($wpdb->prepare(
			"SELECT option_name FROM $wpdb->options WHERE option_name LIKE %s",
			$wpdb->esc_like($start) . '%')));
	}
	array_map('delete_option', $names);
}

if (is_multisite()) {
	for ($from = 0; $groundlevel_sites = get_sites(['fields' => 'ids', 'number' => 100,
			'offset' => $from]); $from += 100) {
		foreach ($groundlevel_sites as $groundlevel_site) {
			switch_to_blog($groundlevel_site);
			groundlevel_uninstall_site();
			restore_current_blog();
		}
	}
} else {
	groundlevel_uninstall_site();
}
foreach (['groundlevel_shared', 'groundlevel_filled', 'groundlevel_swept'] as $groundlevel_option) {
	delete_site_option($groundlevel_option);
}
foreach (['log', 'keys'] as $groundlevel_name) {
	$GLOBALS['wpdb']->query('DROP TABLE IF EXISTS ' . $GLOBALS['wpdb']->base_prefix .
		"groundlevel_$groundlevel_name");
}
