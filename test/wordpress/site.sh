#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A real WordPress on loopback, with a MariaDB of its own: site.sh up DIR PORT | start DIR PORT |
# stop DIR | down DIR.  `up` prints {"base", "user", "app_password"}; `stop` and `start` are a site
# that is gone for a while.  Needs Debian's wordpress, php-cli, php-mysql, mariadb-server.  Another
# WordPress than Debian's: the folder GROUNDLEVEL_TEST_WORDPRESS.
set -eu
verb=$1
mkdir -p "$2"
dir=$(cd "$2" && pwd)
port=${3:-0}
here=$(cd "$(dirname "$0")" && pwd)
user=$(id -un)
socket=$dir/sql.sock

sql() { mariadb --no-defaults -S "$socket" -u root "$@"; }

database_start() {
	mariadbd --no-defaults --user="$user" --datadir="$dir/db" --socket="$socket" \
		--pid-file="$dir/sql.pid" --skip-networking --skip-log-bin \
		--innodb-log-file-size=8M --innodb-buffer-pool-size=32M \
		--innodb-flush-log-at-trx-commit=0 >>"$dir/sql.log" 2>&1 &
	n=0
	until mariadb-admin --no-defaults -S "$socket" -u root ping >/dev/null 2>&1; do
		n=$((n + 1))
		[ "$n" -lt 200 ] || { echo "the database does not start" >&2; exit 1; }
		sleep 0.1
	done
}

php_start() {
	PHP_CLI_SERVER_WORKERS=4 php -d opcache.enable_cli=1 -S "127.0.0.1:$port" -t "$dir/www" \
		"$dir/router.php" >>"$dir/php.log" 2>&1 &
	echo $! >"$dir/php.pid"
	n=0
	until curl -fs -o /dev/null "http://127.0.0.1:$port/wp-json/"; do
		n=$((n + 1))
		[ "$n" -lt 100 ] || { echo "the site does not answer" >&2; exit 1; }
		sleep 0.1
	done
}

php_stop() {
	[ -f "$dir/php.pid" ] || return 0
	pid=$(cat "$dir/php.pid")
	# shellcheck disable=SC2046 # a list of numbers
	kill "$pid" $(ps -o pid= --ppid "$pid") 2>/dev/null || true
	rm -f "$dir/php.pid"
}

files_make() {
	# -L: some are links
	cp -rL "${GROUNDLEVEL_TEST_WORDPRESS:-/usr/share/wordpress}" "$dir/www" 2>/dev/null || true
	rm -f "$dir/www/wp-config.php"
	mkdir -p "$dir/www/wp-content/mu-plugins"
	cp "$here"/*.php "$dir/www/wp-content/mu-plugins/"
	cat >"$dir/www/wp-config.php" <<-PHP
		<?php
		define('DB_NAME', 'wp');
		define('DB_USER', 'wp');
		define('DB_PASSWORD', 'wp');
		define('DB_HOST', 'localhost:$socket');
		define('DB_CHARSET', 'utf8mb4');
		define('DB_COLLATE', '');
		define('WP_ENVIRONMENT_TYPE', 'local'); // application passwords over plain http
		define('WP_HOME', 'http://127.0.0.1:$port');
		define('WP_SITEURL', 'http://127.0.0.1:$port');
		define('WP_HTTP_BLOCK_EXTERNAL', true);
		define('WP_ACCESSIBLE_HOSTS', '127.0.0.1,localhost');
		define('DISABLE_WP_CRON', true);
		define('AUTOMATIC_UPDATER_DISABLED', true);
		define('WP_DEBUG', true);
		define('WP_DEBUG_LOG', '$dir/debug.log');
		define('WP_DEBUG_DISPLAY', false);
		mysqli_report(MYSQLI_REPORT_OFF); // before 5.9 WordPress leaves it as PHP has it
		foreach (['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'] as \$k) {
			define(\$k . '_KEY', 'test-' . \$k);
			define(\$k . '_SALT', 'salt-' . \$k);
		}
		\$table_prefix = 'wp_';
		if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
		require_once ABSPATH . 'wp-settings.php';
	PHP
	cat >"$dir/router.php" <<-'PHP'
		<?php
		$root = $_SERVER['DOCUMENT_ROOT'];
		$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
		if ($path !== '/' && is_file($root . $path)) return false;
		$_SERVER['SCRIPT_NAME'] = '/index.php';
		require $root . '/index.php';
	PHP
	cat >"$dir/install.php" <<-PHP
		<?php
		define('WP_INSTALLING', true);
		\$_SERVER['HTTP_HOST'] = '127.0.0.1:$port';
		\$_SERVER['SERVER_NAME'] = '127.0.0.1';
		\$_SERVER['REQUEST_URI'] = '/';
		\$_SERVER['REQUEST_METHOD'] = 'GET';
		\$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
		require '$dir/www/wp-load.php';
		require_once ABSPATH . 'wp-admin/includes/upgrade.php';
		add_filter('pre_wp_mail', '__return_true');
		wp_install('Test', 'admin', 'admin@example.test', false, '', 'adminpw');
		update_option('permalink_structure', '/%postname%/');
		\$what = ['name' => 'groundlevel'];
		[\$password] = WP_Application_Passwords::create_new_application_password(1, \$what);
		echo json_encode(['base' => 'http://127.0.0.1:$port', 'user' => 'admin',
			'app_password' => \$password]), "\n";
	PHP
}

case $verb in
up)
	files_make
	mariadb-install-db --no-defaults --user="$user" --datadir="$dir/db" \
		--auth-root-authentication-method=normal --innodb-log-file-size=8M \
		>"$dir/install.log" 2>&1
	database_start
	sql -e "CREATE DATABASE wp; CREATE USER wp@localhost IDENTIFIED BY 'wp';
		GRANT ALL ON wp.* TO wp@localhost"
	php "$dir/install.php" >"$dir/site.json"
	php_start
	cat "$dir/site.json"
	;;
start) php_start ;;
stop) php_stop ;;
down)
	php_stop
	[ -f "$dir/sql.pid" ] && mariadb-admin --no-defaults -S "$socket" -u root shutdown || true
	;;
*)
	echo "usage: site.sh up DIR PORT | start DIR PORT | stop DIR | down DIR" >&2
	exit 2
	;;
esac
