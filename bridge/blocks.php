<?php
/*
 * What visitors and members see: free times that lead to the booking page, and a member's own
 * records.  A page never waits for Groundlevel.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
if (!defined('ABSPATH')) {
	exit;
}

final class Groundlevel_Blocks
{
	const FRESH = 60;
	const MOST = 50;
	const NAME = '/\A[A-Za-z0-9_.-]{1,100}\z/';

	private static $late = [];            /* calendars to ask for when the page is sent */

	public static function register()
	{
		foreach (['slots', 'records'] as $name) {
			register_block_type_from_metadata(__DIR__ . "/blocks/$name",
				['render_callback' => [__CLASS__, $name]]);
		}
	}

	public static function editor()
	{
		wp_enqueue_script('groundlevel-edit', plugins_url('edit.js', __FILE__), ['wp-blocks',
			'wp-element', 'wp-components', 'wp-block-editor', 'wp-server-side-render'],
			Groundlevel::VERSION, true);
	}

	private static function live()
	{
		wp_enqueue_script('groundlevel-live', plugins_url('live.js', __FILE__), [],
			Groundlevel::VERSION, true);
	}

	/* The first Groundlevel that this site is joined with: [id, pair]. */
	private static function pair()
	{
		foreach (Groundlevel::pairs() as $id => $pair) {
			if ($pair['hub'] !== '' && Groundlevel::secret($pair) !== null) {
				return [$id, $pair];
			}
		}
		return null;
	}

	/* --- free times --- */

	private static function calendars()
	{
		$known = get_option('groundlevel_calendars');
		return is_array($known) ? $known : [];
	}

	/* Only calendars that stand on a page are asked for, so a stranger cannot make us ask. */
	private static function calendar_note($calendar)
	{
		$known = self::calendars();
		if (!isset($known[$calendar]) && count($known) < 100) {
			$known[$calendar] = 1;
			update_option('groundlevel_calendars', $known, false);
		}
	}

	private static function cache($calendar)
	{
		return 'groundlevel_slots_' . md5($calendar);
	}

	/** Asks Groundlevel, at most one at a time and once in FRESH seconds; what is known then. */
	public static function slots_ask($calendar, $timeout)
	{
		$kept = get_transient(self::cache($calendar));
		$kept = is_array($kept) ? $kept : ['at' => 0, 'asked' => 0, 'slots' => null];
		$pair = self::pair();
		if (!$pair || time() - $kept['at'] < self::FRESH || time() - $kept['asked'] < 10) {
			return $kept;
		}
		$kept['asked'] = time();
		set_transient(self::cache($calendar), $kept, DAY_IN_SECONDS);
		list($status, $answer) = Groundlevel::hub($pair[0], $pair[1], 'GET', '/bridge/slots',
			['calendar' => $calendar, 'limit' => self::MOST], null, $timeout);
		if ($status === 200 && is_array($answer['slots'] ?? null)) {
			$kept = ['at' => time(), 'asked' => time(),
				'slots' => self::slots_clean($answer['slots'], $pair[1]['hub'])];
			set_transient(self::cache($calendar), $kept, DAY_IN_SECONDS);
		}
		return $kept;
	}

	/* [start, url], future ones, whose links lead to the booking pages of that Groundlevel. */
	private static function slots_clean(array $slots, $hub)
	{
		$clean = [];
		foreach (array_slice($slots, 0, self::MOST) as $slot) {
			$start = is_string($slot['start'] ?? null) ? strtotime($slot['start']) : false;
			$url = $slot['url'] ?? null;
			if ($start && is_string($url) && strpos($url, "$hub/") === 0 && strlen($url) < 500) {
				$clean[] = ['start' => $start, 'url' => $url];
			}
		}
		return $clean;
	}

	private static function slots_shown($kept, $days, $limit)
	{
		$until = time() + $days * DAY_IN_SECONDS;
		$shown = [];
		foreach (is_array($kept['slots'] ?? null) ? $kept['slots'] : [] as $slot) {
			if ($slot['start'] > time() && $slot['start'] < $until && count($shown) < $limit) {
				$shown[] = ['at' => gmdate('Y-m-d\TH:i:s\Z', $slot['start']),
					'says' => wp_date(get_option('date_format') . ' ' . get_option('time_format'),
						$slot['start']), 'url' => esc_url_raw($slot['url'], ['https', 'http'])];
			}
		}
		return $shown;
	}

	private static function between($value, $least, $most, $else)
	{
		return is_scalar($value) && preg_match('/\A\d{1,3}\z/', (string) $value)
			? min($most, max($least, (int) $value)) : $else;
	}

	public static function slots($given)
	{
		$given = (is_array($given) ? $given : []) + ['calendar' => '', 'days' => 14, 'limit' => 6];
		$calendar = (string) $given['calendar'];
		if (!preg_match(self::NAME, $calendar)) {
			return current_user_can('edit_posts')
				? '<p>' . esc_html__('Say which calendar.', 'groundlevel') . '</p>' : '';
		}
		$days = self::between($given['days'], 1, 60, 14);
		$limit = self::between($given['limit'], 1, self::MOST, 6);
		self::calendar_note($calendar);
		$kept = get_transient(self::cache($calendar));
		if (!is_array($kept) || time() - $kept['at'] >= self::FRESH) {
			self::later($calendar);
		}
		self::live();
		$known = is_array($kept) && is_array($kept['slots']);
		$html = sprintf('<div class="groundlevel-slots" data-groundlevel="%s" aria-live="polite">',
			esc_attr(add_query_arg(['calendar' => $calendar, 'days' => $days, 'limit' => $limit],
				rest_url(Groundlevel::SPACE . '/slots'))));
		$shown = self::slots_shown($kept, $days, $limit);
		if ($shown) {
			$html .= '<ul>';
			foreach ($shown as $slot) {
				$html .= sprintf('<li><a href="%s"><time datetime="%s">%s</time></a></li>',
					esc_url($slot['url']), esc_attr($slot['at']), esc_html($slot['says']));
			}
			$html .= '</ul>';
		} else {
			$html .= '<p>' . esc_html($known ? __('No free times just now.', 'groundlevel')
				: __('The free times are being asked for.', 'groundlevel')) . '</p>';
		}
		return $html . sprintf('<p><small>%s</small></p></div>', esc_html(wp_timezone_string()));
	}

	/* Asked when the visitor has the page, where the server can do that; else the page's script asks. */
	private static function later($calendar)
	{
		if (!function_exists('fastcgi_finish_request') && !function_exists('litespeed_finish_request')) {
			return;
		}
		if (!self::$late) {
			add_action('shutdown', [__CLASS__, 'late'], PHP_INT_MAX - 1);
		}
		self::$late[$calendar] = 1;
	}

	public static function late()
	{
		function_exists('fastcgi_finish_request') ? fastcgi_finish_request() : litespeed_finish_request();
		foreach (array_keys(self::$late) as $calendar) {
			self::slots_ask((string) $calendar, 3);
		}
	}

	/** GET /slots: of anybody, of calendars that stand on a page. */
	public static function slots_get(array $of)
	{
		$calendar = $of['calendar'] ?? '';
		if (!is_string($calendar) || !isset(self::calendars()[$calendar])) {
			return new WP_Error('groundlevel_missing', 'This calendar stands on no page.',
				['status' => 404]);
		}
		$kept = self::slots_ask($calendar, 2);
		return ['known' => is_array($kept['slots']), 'zone' => wp_timezone_string(),
			'slots' => self::slots_shown($kept, self::between($of['days'] ?? 14, 1, 60, 14),
				self::between($of['limit'] ?? 6, 1, self::MOST, 6)),
			'none' => __('No free times just now.', 'groundlevel')];
	}

	/* --- a member's records --- */

	public static function records($given)
	{
		$given = (is_array($given) ? $given : []) + ['object' => '', 'fields' => ''];
		if (!preg_match(self::NAME, (string) $given['object']) || !is_user_logged_in()) {
			return '';
		}
		if (!defined('DONOTCACHEPAGE')) {
			define('DONOTCACHEPAGE', true);
		}
		do_action('litespeed_control_set_nocache', 'groundlevel');
		if (!headers_sent()) {
			nocache_headers();
			header('Cache-Control: no-store, private');
		}
		self::live();
		return sprintf('<div class="groundlevel-records" data-groundlevel="%s" data-nonce="%s"' .
			' aria-live="polite"><p>%s</p></div>', esc_attr(add_query_arg(['object' =>
			(string) $given['object'], 'fields' => rawurlencode((string) $given['fields'])],
			rest_url(Groundlevel::SPACE . '/records'))), esc_attr(wp_create_nonce('wp_rest')),
			esc_html__('Your records are being asked for.', 'groundlevel'));
	}

	/** GET /records: of the member who asks, and of nobody else. */
	public static function records_get(array $of)
	{
		$object = $of['object'] ?? '';
		$fields = $of['fields'] ?? '';
		$pair = self::pair();
		if (!is_string($object) || !preg_match(self::NAME, $object) || !is_string($fields) ||
				!preg_match('/\A[A-Za-z0-9_., -]{0,500}\z/', $fields)) {
			return new WP_Error('groundlevel_invalid', 'object and fields must be names.',
				['status' => 422]);
		}
		list($status, $answer) = $pair ? Groundlevel::hub($pair[0], $pair[1], 'GET', '/bridge/records',
			['member' => get_current_user_id(), 'object' => $object, 'fields' => $fields], null, 3)
			: [0, null];
		if ($status !== 200 || !is_array($answer['records'] ?? null)) {
			return new WP_Error('groundlevel_away', __('Your records cannot be shown just now.',
				'groundlevel'), ['status' => 503]);
		}
		$text = static function ($value) {
			return is_scalar($value) ? (string) $value : '';
		};
		$rows = [];
		foreach (array_slice($answer['records'], 0, 200) as $record) {
			$rows[] = array_map($text, is_array($record) ? array_slice(array_values($record), 0, 50) : []);
		}
		return ['caption' => $text($answer['title'] ?? $object), 'rows' => $rows,
			'titles' => array_map($text, is_array($answer['titles'] ?? null)
				? array_values($answer['titles']) : []),
			'none' => __('There are no records yet.', 'groundlevel')];
	}
}
