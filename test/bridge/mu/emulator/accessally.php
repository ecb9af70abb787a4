<?php
/*
 * An emulator of AccessAlly, from public code that calls it; AccessAlly itself was never seen.
 * The option emulator is `crm` (a second store plays the CRM; local tags follow when they are
 * synchronised), `managed` (the same, under its own name) or `broken` (everything throws).
 * V: the vendor's own ProgressAlly calls it.  F: another public plugin does.  G: guessed.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
function emulator_may()
{
	if (get_option('emulator') === 'broken') {
		throw new RuntimeException('broken');
	}
}

function emulator_store($name)
{
	emulator_may();
	return (array) get_option("emulator_$name", []);
}

class AccessAlly
{
	const VERSION = '4.0.0-emulator'; // F
	const CACHE_PERIOD = 86400;
}

class AccessAllySettingSetup
{
	public static function get_api_settings() // F
	{
		return ['system' => get_option('emulator') === 'managed' ? 'accessally' : 'active-campaign'];
	}
}

class AccessAllyUserPermission
{
	const WP_USER_TAG_IDS = '_accessally_user_tag_ids';

	public static function get_user_contact_id($user) // F
	{
		emulator_may();
		return get_user_meta($user, 'emulator_contact', true);
	}

	public static function set_user_contact_id($user, $contact) // F
	{
		emulator_may();
		update_user_meta($user, 'emulator_contact', $contact);
	}

	public static function get_cleaned_user_tags($user) // F; the columns of the table are G
	{
		global $wpdb;
		emulator_may();
		return ['clean' => $wpdb->get_col($wpdb->prepare(
			"SELECT tag_id FROM {$wpdb->prefix}aal_user_tags WHERE user_id = %d", $user))];
	}
}

class AccessAllyMembershipUtilities
{
	public static function get_all_tags() // F
	{
		emulator_may();
		return [['Id' => '3', 'TagName' => 'Gold &amp; more'], ['Id' => '5', 'TagName' => 'Paid'],
			['Id' => '7', 'TagName' => 'Old']];
	}

	public static function get_contact_tags($contact) // F
	{
		return emulator_store('crm')[$contact] ?? [];
	}

	public static function add_contact_tags($contact, $tags) // F: changes the CRM, fires nothing
	{
		$crm = emulator_store('crm');
		$crm[$contact] = array_values(array_unique(array_merge($crm[$contact] ?? [], $tags)));
		update_option('emulator_crm', $crm);
	}

	public static function remove_contact_tags($contact, $tags) // F
	{
		$crm = emulator_store('crm');
		$crm[$contact] = array_values(array_diff($crm[$contact] ?? [], $tags));
		update_option('emulator_crm', $crm);
	}
}

class AccessAllyUserTags
{
	public static function sync_user_tag_list($contact, $ids, $system) // F: writes the local tags
	{
		global $wpdb;
		emulator_may();
		foreach (get_users(['meta_key' => 'emulator_contact', 'meta_value' => $contact,
				'fields' => 'ID']) as $user) {
			$wpdb->query($wpdb->prepare(
				"DELETE FROM {$wpdb->prefix}aal_user_tags WHERE user_id = %d", $user));
			foreach ($ids as $tag) {
				$wpdb->query($wpdb->prepare(
					"INSERT INTO {$wpdb->prefix}aal_user_tags VALUES (%d, %d)", $user, $tag));
			}
		}
	}
}

class AccessAllyAPI
{
	public static function get_crm_contact_id($user) // V
	{
		return AccessAllyUserPermission::get_user_contact_id($user);
	}

	public static function add_tag_by_wp_user_id($tag, $user) // V
	{
		emulator_may();
		$contact = self::get_crm_contact_id($user);
		if (!$contact) {
			return ['status' => 'error'];
		}
		AccessAllyMembershipUtilities::add_contact_tags($contact, [$tag]);
		return ['status' => 'success'];
	}

	public static function sync_user_info_from_crm($user) // V; what it fires is G
	{
		emulator_may();
		$contact = self::get_crm_contact_id($user);
		AccessAllyUserTags::sync_user_tag_list($contact,
			AccessAllyMembershipUtilities::get_contact_tags($contact), 'active-campaign');
		do_action('accessally_update_user', $user, $contact);
	}

	public static function get_all_custom_operations() // V
	{
		emulator_may();
		return ['operations' => ['11' => ['name' => 'Grant the course']]];
	}

	public static function run_custom_operation($contact, $operation, $source) // V; result G
	{
		emulator_may();
		update_option('emulator_ran', (int) get_option('emulator_ran') + 1);
		AccessAllyMembershipUtilities::add_contact_tags($contact, ['7']);
	}
}

class AccessAllyOfferings
{
	public static function get_offering_settings($key) // F
	{
		emulator_may();
		return ['name' => 'Course', 'tags' => ['base' => '3', 'revoke' => '7', 'module-1' => '5']];
	}
}
