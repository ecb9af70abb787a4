-- SPDX-License-Identifier: Apache-2.0
-- Secrets were kept where nobody looked for them: in replies kept for Idempotency-Key, and in what
-- steps of runs asked and got.  They are taken out; a reply that is asked for again is made anew.
DELETE FROM reply WHERE body LIKE '%"secret":"pit-%' OR body LIKE '%"path":"/feeds/%';
UPDATE step SET out_json = '{}' WHERE out_json LIKE '%"secret":"pit-%'
	OR out_json LIKE '%"path":"/feeds/%' OR out_json LIKE '%"hookPath":"/hooks/%';
UPDATE step SET request_json = '{}' WHERE request_json LIKE '%"password":%'
	OR request_json LIKE '%"secret":%';
UPDATE effect SET response_json = '{}' WHERE response_json LIKE '%"secret":"pit-%';
UPDATE effect SET request_json = '{}' WHERE state IN ('done', 'skipped')
	AND (request_json LIKE '%"password":%' OR request_json LIKE '%"secret":%');
