<?php
/*
 * Where events come from: a row for each hook of another plugin.  A plugin that is not there costs
 * nothing; nothing is handed over that is not ticked on the page.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
if (!defined('ABSPATH')) {
	exit;
}

final class Groundlevel_Sources
{
	/* Hook, number of arguments, function.  The arguments are those that public code hands over. */
	const HOOKS = [
		['wpcf7_submit', 2, 'contact_form_7'],
		['wpforms_process_complete', 4, 'wpforms'],
		['ninja_forms_after_submission', 1, 'ninja'],
		['frm_after_create_entry', 2, 'formidable'],
		['elementor_pro/forms/new_record', 2, 'elementor'],
		['gform_after_submission', 2, 'gravity'],
		['fluentform/submission_inserted', 3, 'fluent'],
		['fluentform_submission_inserted', 3, 'fluent'],
		['forminator_form_after_save_entry', 2, 'forminator'],
		['forminator_custom_form_after_save_entry', 2, 'forminator'],
		['woocommerce_order_status_changed', 4, 'order_status'],
		['woocommerce_order_refunded', 2, 'order_refund'],
		['woocommerce_subscription_status_updated', 3, 'subscription'],
		['learndash_course_completed', 1, 'learndash'],
		['learndash_lesson_completed', 1, 'learndash'],
		['lifterlms_course_completed', 2, 'lifter'],
	];
	const SECRET_KIND = '/password|credit|card|captcha|honeypot|signature|html|section|page/i';
	const SECRET_NAME = '/passw|pwd|card.?n|cvc|cvv|iban|captcha|nonce/i';

	private static $told = [];            /* two hooks of one plugin tell the same once */

	public static function listen()
	{
		foreach (self::HOOKS as $h) {
			$function = $h[2];
			add_action($h[0], static function (...$all) use ($function) {
				try {
					self::$function(...array_pad($all, 4, null));
				} catch (Throwable $e) {
					error_log("Groundlevel: $function was not understood (" . get_class($e) . ').');
				}
			}, 20, $h[1]);
		}
	}

	public static function woocommerce()
	{
		$class = 'Automattic\WooCommerce\Utilities\FeaturesUtil';
		if (class_exists($class)) {
			$class::declare_compatibility('custom_order_tables', __DIR__ . '/groundlevel.php', true);
		}
	}

	/* --- forms --- */

	private static function form($plugin, $form, $title, $entry, array $fields)
	{
		require_once __DIR__ . '/log.php';
		$form = (string) $form;
		if (!preg_match('/\A[A-Za-z0-9_-]{1,64}\z/', $form)) {
			return;
		}
		$name = "$plugin:$form";
		if (!Groundlevel_Log::shares('forms', $name)) {
			Groundlevel::call('page', 'form_seen', $name, (string) $title);
			return;
		}
		if ($entry && isset(self::$told["$name:$entry"])) {
			return;
		}
		self::$told["$name:$entry"] = 1;
		$kept = [];
		foreach ($fields as $key => $value) {
			if (!preg_match(self::SECRET_NAME, (string) $key) && strpos((string) $key, '_') !== 0) {
				$kept[(string) $key] = self::plain($value);
			}
		}
		Groundlevel_Log::event('form', (int) $entry, ['plugin' => $plugin, 'form' => $form,
			'title' => (string) $title, 'member' => get_current_user_id(), 'fields' => $kept]);
	}

	/* Texts and lists of texts; nothing else of what a plugin may put there. */
	private static function plain($value, $depth = 0)
	{
		if (is_array($value)) {
			return $depth > 2 ? null : array_map(static function ($one) use ($depth) {
				return self::plain($one, $depth + 1);
			}, array_slice($value, 0, 100));
		}
		return is_scalar($value) ? wp_check_invalid_utf8((string) $value, true) : null;
	}

	private static function contact_form_7($form, $result)
	{
		if (!is_array($result) || ($result['status'] ?? '') !== 'mail_sent') {
			return;
		}
		$sent = class_exists('WPCF7_Submission') ? WPCF7_Submission::get_instance() : null;
		$secret = [];
		foreach (is_callable([$form, 'scan_form_tags']) ? $form->scan_form_tags() : [] as $tag) {
			if (preg_match(self::SECRET_KIND, (string) $tag->basetype)) {
				$secret[$tag->name] = 1;
			}
		}
		self::form('contact-form-7', $form->id(), $form->title(), 0,
			array_diff_key($sent ? (array) $sent->get_posted_data() : [], $secret));
	}

	/* [{name type value}] as a map of names. */
	private static function named(array $fields, $name, $type, $value)
	{
		$map = [];
		foreach ($fields as $key => $field) {
			$field = is_object($field) ? get_object_vars($field) : $field;
			if (is_array($field) && !preg_match(self::SECRET_KIND, (string) ($field[$type] ?? ''))) {
				$is = (string) ($field[$name] ?? '');
				$map[$is === '' ? (string) $key : $is] = $field[$value] ?? null;
			}
		}
		return $map;
	}

	private static function wpforms($fields, $entry, $form, $id)
	{
		self::form('wpforms', $form['id'] ?? '', $form['settings']['form_title'] ?? '', $id,
			self::named((array) $fields, 'name', 'type', 'value'));
	}

	private static function ninja($data)
	{
		self::form('ninja-forms', $data['form_id'] ?? '', $data['settings']['title'] ?? '',
			$data['actions']['save']['sub_id'] ?? 0,
			self::named((array) ($data['fields'] ?? []), 'key', 'type', 'value'));
	}

	private static function formidable($id, $form)
	{
		$fields = [];
		$values = isset($_POST['item_meta']) && is_array($_POST['item_meta'])
			? wp_unslash($_POST['item_meta']) : [];
		foreach ($values as $field => $value) {
			$is = class_exists('FrmField') ? FrmField::getOne((int) $field) : null;
			if ($is && !preg_match(self::SECRET_KIND, (string) $is->type)) {
				$fields[(string) $is->name] = $value;
			}
		}
		$is = class_exists('FrmForm') ? FrmForm::getOne((int) $form) : null;
		self::form('formidable', $form, $is ? $is->name : '', $id, $fields);
	}

	private static function elementor($record, $handler)
	{
		self::form('elementor', $record->get_form_settings('id'),
			$record->get_form_settings('form_name'), 0,
			self::named((array) $record->get('fields'), 'id', 'type', 'value'));
	}

	private static function gravity($entry, $form)
	{
		$fields = [];
		foreach ((array) ($form['fields'] ?? []) as $field) {
			if (!preg_match(self::SECRET_KIND, (string) $field->type)) {
				$parts = [];
				foreach ((array) $entry as $key => $value) {
					if ((string) (int) $key === (string) $field->id && (string) $value !== '') {
						$parts[] = $value;
					}
				}
				$fields[(string) $field->label] = count($parts) > 1 ? $parts : ($parts[0] ?? '');
			}
		}
		self::form('gravityforms', $form['id'] ?? '', $form['title'] ?? '', $entry['id'] ?? 0, $fields);
	}

	private static function fluent($id, $data, $form)
	{
		self::form('fluentform', $form->id ?? '', $form->title ?? '', $id, (array) $data);
	}

	private static function forminator($form, $response)
	{
		$fields = [];
		foreach ($_POST as $key => $value) {
			if (preg_match('/^[a-z]+-\d+(-[a-z-]+)?$/', (string) $key) &&
					!preg_match(self::SECRET_KIND, (string) $key)) {
				$fields[$key] = wp_unslash($value);
			}
		}
		if (!is_array($response) || !empty($response['success'])) {
			self::form('forminator', $form, '', is_array($response) ? ($response['entry_id'] ?? 0) : 0,
				$fields);
		}
	}

	/* --- orders --- */

	private static function order($id, $status, $from, array $more = [])
	{
		require_once __DIR__ . '/log.php';
		$order = Groundlevel_Log::shares('orders') && function_exists('wc_get_order')
			? wc_get_order($id) : null;
		if (!$order) {
			return;
		}
		$items = [];
		foreach ($order->get_items() as $item) {
			$items[] = ['id' => (int) $item->get_product_id(), 'name' => (string) $item->get_name(),
				'quantity' => (int) $item->get_quantity(), 'total' => (string) $item->get_total()];
		}
		Groundlevel_Log::event('order', $id, ['number' => (string) $order->get_order_number(),
			'status' => (string) $status, 'from' => (string) $from,
			'total' => (string) $order->get_total(), 'currency' => (string) $order->get_currency(),
			'email' => (string) $order->get_billing_email(), 'member' => (int) $order->get_customer_id(),
			'items' => $items] + $more);
	}

	private static function order_status($id, $from, $to)
	{
		self::order($id, $to, $from);
	}

	private static function order_refund($id, $refund)
	{
		self::order($id, 'refunded', '', ['refund' => (int) $refund]);
	}

	private static function subscription($subscription, $to, $from)
	{
		require_once __DIR__ . '/log.php';
		if (Groundlevel_Log::shares('orders')) {
			Groundlevel_Log::event('order', $subscription->get_id(), ['subscription' => true,
				'status' => (string) $to, 'from' => (string) $from,
				'total' => (string) $subscription->get_total(),
				'currency' => (string) $subscription->get_currency(),
				'email' => (string) $subscription->get_billing_email(),
				'member' => (int) $subscription->get_customer_id()]);
		}
	}

	/* --- progress --- */

	private static function progress($member, $course, $lesson)
	{
		require_once __DIR__ . '/log.php';
		if (Groundlevel_Log::shares('progress') && (int) $member > 0) {
			Groundlevel_Log::event('progress', 0, ['member' => (int) $member, 'course' => (int) $course,
				'lesson' => (int) $lesson, 'done' => true]);
		}
	}

	private static function learndash($data)
	{
		self::progress($data['user']->ID ?? 0, $data['course']->ID ?? 0, $data['lesson']->ID ?? 0);
	}

	private static function lifter($member, $course)
	{
		self::progress($member, $course, 0);
	}
}
