<?php
/*
 * What a site must register so that REST shows and takes it: fields of members, post types and
 * their fields.  Put such a file, with your own names, into wp-content/mu-plugins.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
add_action('init', function () {
	$text = ['type' => 'string', 'single' => true, 'show_in_rest' => true];
	$members = ['pet_name', 'pet_status', 'pet_kind', 'pet_record', 'pet_record_id', 'level',
		'renews_on', 'full_name', 'company', 'crm_tags', 'hl_contact_id', 'next_slot',
		'next_slots'];
	foreach ($members as $key) {
		register_meta('user', $key, $text);
	}
	$types = ['pets' => ['hl_object', 'hl_status'], 'booking-calendars' => ['duration', 'color'],
		'calendar-groups' => []];
	foreach ($types as $type => $fields) {
		register_post_type($type, ['label' => $type, 'public' => true, 'show_in_rest' => true,
			'rest_base' => $type, 'supports' => ['title', 'editor', 'excerpt', 'custom-fields']]);
		foreach ($fields as $key) {
			register_post_meta($type, $key, $text);
		}
	}
});
