<?php
/* As little of a theme as shows a page: Debian's WordPress comes without any.
 * SPDX-License-Identifier: Apache-2.0 */
?><!doctype html><html <?php language_attributes(); ?>><head><title>Plain</title><?php wp_head(); ?></head>
<body><?php
while (have_posts()) {
	the_post();
	the_content();
}
wp_footer();
?></body></html>
