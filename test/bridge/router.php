<?php
/* What a web server does for a network of sites: /two/wp-admin/x.php is /wp-admin/x.php.
 * SPDX-License-Identifier: Apache-2.0 */
$root = $_SERVER['DOCUMENT_ROOT'];
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if ($path !== '/' && is_file($root . $path)) {
	return false;
}
$file = preg_replace('#^/two(?=/wp-)#', '', $path);
$file = is_file($root . $file) ? $file : '/index.php';
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = $file;
chdir(dirname($root . $file));
require $root . $file;
