<?php
/*
 * The change log: whatever changes adds a row with the next number, and nothing else happens in a
 * visitor's request.  Whoever reads asks for what has a greater number than last time.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
if (!defined('ABSPATH')) {
	exit;
}

final class Groundlevel_Log
{
	const TRIES = 5;
	const MARKED_MAX = 500;
	const FILL = 20000;
	const SETTLED = 10;               /* seconds after which nothing comes in before a row */
	const GONE_DAYS = 90;
	const EVENT_DAYS = 30;
	const EVENTS_MAX = 100000;

	public static $origin = '';           /* of what this request writes */
	private static $seen = [];            /* members whose first change is written */
	private static $marked = [];          /* members who changed again since */
	private static $left = [];            /* [blog, member] of those who are gone at the end */
	private static $wrote = false;
	private static $armed = false;

	public static function table($name = 'log')
	{
		global $wpdb;
		return $wpdb->base_prefix . 'groundlevel_' . $name;
	}

	public static function install()
	{
		global $wpdb;
		$log = self::table();
		$keys = self::table('keys');
		$ascii = 'CHARACTER SET ascii COLLATE ascii_bin NOT NULL';
		$charset = $wpdb->get_charset_collate();
		$wpdb->query("CREATE TABLE IF NOT EXISTS $log (
			seq BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
			kind VARCHAR(12) $ascii, thing BIGINT UNSIGNED NOT NULL, at INT UNSIGNED NOT NULL,
			gone TINYINT NOT NULL DEFAULT 0, blog INT UNSIGNED NOT NULL DEFAULT 0,
			origin VARCHAR(64) $ascii DEFAULT '', body MEDIUMTEXT NULL,
			KEY thing (kind, thing)) ENGINE=InnoDB $charset");
		$wpdb->query("CREATE TABLE IF NOT EXISTS $keys (
			k CHAR(64) $ascii PRIMARY KEY, at INT UNSIGNED NOT NULL, hash CHAR(64) $ascii,
			status SMALLINT NOT NULL, body MEDIUMTEXT NULL, KEY at (at)) ENGINE=InnoDB $charset");
	}

	/* --- what changed --- */

	public static function member($id)
	{
		self::touch((int) $id);
	}

	public static function meta($meta, $id, $key)
	{
		if (!is_string($key) || (int) $id <= 0) {
			return;
		}
		$kept = ['first_name' => 1, 'last_name' => 1, '_accessally_user_tag_ids' => 1];
		if (isset(Groundlevel::shared()[$key]) || isset($kept[$key]) ||
				substr($key, -12) === 'capabilities') {
			self::touch((int) $id);
		}
	}

	public static function member_gone($id)
	{
		if (!is_multisite()) {
			self::leave(0, $id);
		}
	}

	/* WordPress says it before it does it. */
	public static function member_left($id, $blog)
	{
		self::leave($blog, $id);
	}

	private static function leave($blog, $id)
	{
		self::$left[(int) $blog . '.' . (int) $id] = [(int) $blog, (int) $id];
		unset(self::$marked[(int) $id]);
		self::arm();
	}

	public static function post($id)
	{
		$type = get_post_type($id);
		if ($type && self::shares('types', $type) && !wp_is_post_revision($id)) {
			self::write([['post', (int) $id, 0, get_current_blog_id(), null]]);
		}
	}

	public static function post_gone($id, $post = null)
	{
		if ($post && self::shares('types', $post->post_type)) {
			self::write([['post', (int) $id, 1, get_current_blog_id(), null]]);
		}
	}

	/** Something that cannot be read again: a form, an order, what was learnt. */
	public static function event($kind, $thing, array $body)
	{
		$text = wp_json_encode($body, JSON_PARTIAL_OUTPUT_ON_ERROR);
		if (!is_string($text) || strlen($text) > 65536) {
			$text = wp_json_encode(array_diff_key($body, ['fields' => 1, 'items' => 1]) +
				['cut' => true]);
		}
		$thing = (int) $thing > 0 ? (int) $thing : random_int(1, PHP_INT_MAX >> 1);
		self::write([[$kind, $thing, 0, get_current_blog_id(), $text]]);
	}

	/** Does anybody with whom this site is joined get that? */
	public static function shares($what, $which = null)
	{
		foreach (Groundlevel::pairs() as $pair) {
			$has = $pair[$what] ?? false;
			if (is_array($has) ? in_array($which, $has, true) : $has) {
				return true;
			}
		}
		return false;
	}

	/* A statement that writes tags or progress: whatever number is in it may be a member. */
	public static function query($query)
	{
		if (!preg_match('/^\s*(INSERT|UPDATE|DELETE|REPLACE)\b/i', $query) ||
				!preg_match_all('/(?<![\w.])[1-9]\d{0,18}(?![\w.])/', $query, $found)) {
			return;
		}
		if (count(self::$marked) > self::MARKED_MAX) {
			self::flush();
		}
		foreach (array_slice(array_unique($found[0]), 0, 200) as $number) {
			self::$marked[(int) $number] = 1;
		}
		self::arm();
	}

	/* The first change of a request is written at once: a killed process loses nothing. */
	private static function touch($id)
	{
		if (isset(self::$seen[$id])) {
			self::$marked[$id] = 1;
			if (count(self::$marked) > self::MARKED_MAX) {
				self::flush();
			}
			self::arm();
			return;
		}
		if (count(self::$seen) > 20000) {
			self::$seen = [];
		}
		self::$seen[$id] = 1;
		self::write([['member', $id, 0, 0, null]]);
	}

	private static function arm()
	{
		if (!self::$armed) {
			self::$armed = true;
			add_action('shutdown', [__CLASS__, 'shutdown'], PHP_INT_MAX);
		}
	}

	/* Marked are numbers that may be no members, or such as are gone meanwhile. */
	public static function flush()
	{
		global $wpdb;
		$rows = [];
		$ids = array_keys(self::$marked);
		self::$marked = [];
		sort($ids);
		foreach (array_chunk($ids, 500) as $some) {
			$in = implode(',', array_map('intval', $some));
			foreach (self::quietly(static function () use ($wpdb, $in) {
				return $wpdb->get_col("SELECT ID FROM $wpdb->users WHERE ID IN ($in) ORDER BY ID");
			}) as $id) {
				$rows[] = ['member', (int) $id, 0, 0, null];
			}
		}
		foreach (self::$left as $one) {
			$rows[] = ['member', $one[1], 1, $one[0], null];
		}
		self::$left = [];
		foreach (array_chunk($rows, 200) as $some) {
			self::write($some);
		}
	}

	/** What other code reads of $wpdb after a hook is as it was. */
	private static function quietly($do)
	{
		global $wpdb;
		$names = ['insert_id', 'rows_affected', 'num_rows', 'last_result', 'last_error',
			'last_query'];
		$was = [];
		foreach ($names as $name) {
			$was[$name] = $wpdb->$name;
		}
		$loud = $wpdb->suppress_errors(true);
		$got = $do();
		$error = $wpdb->last_error;
		$wpdb->suppress_errors($loud);
		foreach ($was as $name => $value) {
			$wpdb->$name = $value;
		}
		return is_array($got) ? $got : [$got, $error];
	}

	/** Rows of [kind, thing, gone, blog, body]. */
	public static function write(array $rows)
	{
		global $wpdb;
		$values = [];
		$at = time();
		foreach ($rows as $r) {
			$values[] = $r[4] === null
				? $wpdb->prepare('(%s,%d,%d,%d,%d,%s,NULL)', $r[0], $r[1], $at, $r[2], $r[3],
					self::$origin)
				: $wpdb->prepare('(%s,%d,%d,%d,%d,%s,%s)', $r[0], $r[1], $at, $r[2], $r[3],
					self::$origin, $r[4]);
		}
		if (!$values) {
			return;
		}
		$sql = 'INSERT INTO ' . self::table() . ' (kind,thing,at,gone,blog,origin,body) VALUES ' .
			implode(',', $values);
		self::arm();
		for ($try = 1; $try <= self::TRIES; $try++) {
			list($done, $error) = self::quietly(static function () use ($wpdb, $sql) {
				return $wpdb->query($sql);
			});
			if ($done !== false) {
				self::$wrote = true;
				return;
			}
			if (stripos($error, "doesn't exist") !== false) {
				self::quietly(static function () {
					self::install();
				});
			} elseif (!preg_match('/deadlock|lock wait/i', $error)) {
				break;
			} else {
				usleep(10000 * $try);
			}
		}
		error_log('Groundlevel: a change was not logged; the nightly walk will find it.');
	}

	/* The visitor has the page before anything is done, where the server can do that. */
	public static function shutdown()
	{
		$after = '';
		foreach (['fastcgi_finish_request', 'litespeed_finish_request'] as $finish) {
			if (!$after && function_exists($finish)) {
				$finish();
				$after = $finish;
			}
		}
		self::flush();
		if ($after && self::$wrote) {
			self::ring();
		}
	}

	/* At most one bell is unanswered; it says nothing but "look". */
	private static function ring()
	{
		self::$wrote = false;
		$rung = get_option('groundlevel_bell');
		$rung = is_array($rung) ? $rung : [];
		foreach (Groundlevel::pairs() as $id => $pair) {
			if (time() - (int) ($rung[$id]['at'] ?? 0) < 60 || $pair['hub'] === '' ||
					Groundlevel::secret($pair) === null) {
				continue;
			}
			$rung[$id]['at'] = time();
			update_option('groundlevel_bell', $rung, false);
			list($status) = Groundlevel::hub($id, $pair, 'POST', '/bridge/ring', [],
				['site' => $id, 'at' => time()]);
			$rung[$id]['ok'] = $status >= 200 && $status < 300;
			$rung[$id]['status'] = $status;
			$now = get_option('groundlevel_bell');
			if (isset($now[$id]['at']) && $now[$id]['at'] === 0) {
				$rung[$id]['at'] = 0; /* it came and looked meanwhile */
			}
			update_option('groundlevel_bell', $rung, false);
		}
	}

	/** Somebody looks: the next change rings again. */
	public static function heard($id)
	{
		$rung = get_option('groundlevel_bell');
		if (is_array($rung) && !empty($rung[$id]['at'])) {
			$rung[$id]['at'] = 0;
			update_option('groundlevel_bell', $rung, false);
		}
	}

	/* --- reading --- */

	/** [rows, next, keep, more], or an error. */
	public static function read($since, $limit, array $kinds)
	{
		global $wpdb;
		$log = self::table();
		$from = self::cursor($since);
		if (is_wp_error($from)) {
			return $from;
		}
		$of = implode(',', array_map(static function ($kind) use ($wpdb) {
			return $wpdb->prepare('%s', $kind);
		}, $kinds));
		if (method_exists($wpdb, 'send_reads_to_masters')) {
			$wpdb->send_reads_to_masters();
		}
		$loud = $wpdb->suppress_errors(true);
		$wpdb->query('SET SESSION innodb_lock_wait_timeout = 3');
		/* The lock waits for a writer whose transaction is open, instead of stepping over it. */
		$rows = $wpdb->get_results($wpdb->prepare("SELECT seq, kind, thing, at, gone, blog, origin, body
			FROM $log WHERE seq > %d AND blog IN (0, %d) AND kind IN ($of)
			ORDER BY seq LIMIT %d LOCK IN SHARE MODE", $from, get_current_blog_id(), $limit + 1));
		$error = $wpdb->last_error;
		$wpdb->suppress_errors($loud);
		if ($error !== '') {
			return new WP_Error('groundlevel_busy',
				'Somebody is writing; ask again in two seconds.', ['status' => 503]);
		}
		$more = count($rows) > $limit;
		$rows = array_slice($rows, 0, $limit);
		$next = $keep = $since;
		foreach ($rows as $row) {
			$next = $row->seq . '.' . $row->at;
			if ($row->at <= time() - self::SETTLED) {
				$keep = $next;
			}
		}
		self::shrink($rows);
		return [$rows, $next, $keep, $more];
	}

	/* The number after which to read; an error when the database was put back since. */
	private static function cursor($since)
	{
		global $wpdb;
		if ($since === '0') {
			return 0;
		}
		if (!preg_match('/\A(\d{1,18})\.(\d{1,10})\z/', $since, $is)) {
			return new WP_Error('groundlevel_since', 'since must be 0, or what an answer gave as' .
				' next or keep.', ['status' => 422]);
		}
		$log = self::table();
		$most = $wpdb->get_var("SELECT MAX(seq) FROM $log");
		$near = $wpdb->get_var($wpdb->prepare(
			"SELECT at FROM $log WHERE seq <= %d ORDER BY seq DESC LIMIT 1", $is[1]));
		if ((int) $most < (int) $is[1] || ($near !== null && (int) $near > (int) $is[2] + 60)) {
			return new WP_Error('groundlevel_rewound', 'The database of the site was put back:' .
				' begin again at 0.', ['status' => 409]);
		}
		return (int) $is[1];
	}

	/* What is handed over again under a later number is not kept under an earlier one. */
	private static function shrink(array $rows)
	{
		global $wpdb;
		$log = self::table();
		$last = [];
		foreach ($rows as $row) {
			if ($row->body === null) {
				$last[$row->kind][$row->blog][(int) $row->thing] = (int) $row->seq;
			}
		}
		$old = [];
		foreach ($last as $kind => $blogs) {
			foreach ($blogs as $blog => $things) {
				$in = implode(',', array_map('intval', array_keys($things)));
				foreach ($wpdb->get_results($wpdb->prepare("SELECT seq, thing FROM $log
						WHERE kind = %s AND thing IN ($in) AND blog = %d AND body IS NULL",
						$kind, $blog)) as $row) {
					if ((int) $row->seq < $things[(int) $row->thing]) {
						$old[] = (int) $row->seq;
					}
				}
			}
		}
		foreach (array_chunk($old, 500) as $some) {
			$wpdb->query("DELETE FROM $log WHERE seq IN (" . implode(',', $some) . ')');
		}
	}

	/**
	 * Rows of members who have none, some thousands at a time: at first all of them, later those
	 * that something else put there.  How much of it is done, 1 when all.
	 */
	public static function fill($again = false)
	{
		global $wpdb;
		$mark = (int) get_site_option('groundlevel_filled', 0);
		if ($mark < 0 && !$again) {
			return 1;
		}
		$from = max(0, $mark);
		$log = self::table();
		$to = (int) $wpdb->get_var($wpdb->prepare("SELECT MAX(ID) FROM (SELECT ID FROM $wpdb->users
			WHERE ID > %d ORDER BY ID LIMIT %d) AS some", $from, self::FILL));
		if ($to > 0) {
			$wpdb->query($wpdb->prepare("INSERT INTO $log (kind, thing, at)
				SELECT 'member', u.ID, %d FROM $wpdb->users u
				LEFT JOIN $log l ON l.kind = 'member' AND l.thing = u.ID
				WHERE l.seq IS NULL AND u.ID > %d AND u.ID <= %d ORDER BY u.ID",
				time(), $from, $to));
		}
		$most = (int) $wpdb->get_var("SELECT MAX(ID) FROM $wpdb->users");
		update_site_option('groundlevel_filled', $to > 0 && $to < $most ? $to : -1);
		return $to > 0 && $to < $most ? round($to / $most, 3) : 1;
	}

	/** By the reader's call, at most hourly: what changed without WordPress, and what is too old. */
	public static function sweep()
	{
		global $wpdb;
		if (time() - (int) get_site_option('groundlevel_swept', 0) < HOUR_IN_SECONDS) {
			return;
		}
		update_site_option('groundlevel_swept', time());
		$log = self::table();
		self::fill(true);
		foreach ($wpdb->get_col("SELECT DISTINCT l.thing FROM $log l
				LEFT JOIN $wpdb->users u ON u.ID = l.thing
				LEFT JOIN $log g ON g.kind = 'member' AND g.thing = l.thing AND g.gone = 1
				WHERE l.kind = 'member' AND u.ID IS NULL AND g.seq IS NULL LIMIT 1000") as $id) {
			self::write([['member', (int) $id, 1, 0, null]]);
		}
		$most = (int) $wpdb->get_var("SELECT MAX(seq) FROM $log");
		$wpdb->query($wpdb->prepare("DELETE FROM $log WHERE seq < %d AND
			((gone = 1 AND at < %d) OR (body IS NOT NULL AND at < %d)) LIMIT 10000", $most,
			time() - self::GONE_DAYS * DAY_IN_SECONDS, time() - self::EVENT_DAYS * DAY_IN_SECONDS));
		$events = (int) $wpdb->get_var("SELECT COUNT(*) FROM $log WHERE body IS NOT NULL");
		if ($events > self::EVENTS_MAX) {
			$wpdb->query($wpdb->prepare("DELETE FROM $log WHERE seq < %d AND body IS NOT NULL
				ORDER BY seq LIMIT %d", $most, $events - self::EVENTS_MAX));
		}
		$wpdb->query($wpdb->prepare('DELETE FROM ' . self::table('keys') . ' WHERE at < %d LIMIT 10000',
			time() - 7 * DAY_IN_SECONDS));
	}

	/** All members' numbers move: what is shared is not what it was. */
	public static function again()
	{
		global $wpdb;
		$log = self::table();
		$wpdb->query($wpdb->prepare("INSERT INTO $log (kind, thing, at)
			SELECT 'member', ID, %d FROM $wpdb->users ORDER BY ID", time()));
	}

	public static function site_gone($site)
	{
		global $wpdb;
		$blog = (int) $site->blog_id;
		self::$left = array_filter(self::$left, static function ($one) use ($blog) {
			return $one[0] !== $blog;
		});
		$wpdb->query($wpdb->prepare('DELETE FROM ' . self::table() . ' WHERE blog = %d', $blog));
		$all = get_site_option('groundlevel_shared');
		if (is_array($all) && isset($all[$blog])) {
			unset($all[$blog]);
			update_site_option('groundlevel_shared', $all);
		}
	}
}
