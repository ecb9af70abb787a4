-- SPDX-License-Identifier: Apache-2.0
-- Fields of objects: those that every location has, and those that a location made.

CREATE TABLE standard_field (
	id TEXT PRIMARY KEY,                       -- 20 characters, the same everywhere
	object_key TEXT NOT NULL,
	field_key TEXT NOT NULL UNIQUE,            -- contact.first_name
	name TEXT NOT NULL,
	data_type TEXT NOT NULL,
	document_type TEXT NOT NULL,               -- field or folder
	parent_id TEXT,                            -- a folder
	position BIGINT NOT NULL
);
INSERT INTO standard_field VALUES
	('standardFolder000001', 'contact', 'contact.contact_info', 'Contact', '', 'folder', NULL, 0),
	('standardFolder000002', 'contact', 'contact.additional_info', 'Additional Info', '', 'folder',
	 NULL, 50),
	('standardFolder000003', 'opportunity', 'opportunity.opportunity_details',
	 'Opportunity Details', '', 'folder', NULL, 0),
	('standardFolder000004', 'business', 'business.company_info', 'Company', '', 'folder', NULL, 0),
	('standardField0000001', 'contact', 'contact.first_name', 'First Name', 'TEXT', 'field',
	 'standardFolder000001', 0),
	('standardField0000002', 'contact', 'contact.last_name', 'Last Name', 'TEXT', 'field',
	 'standardFolder000001', 50),
	('standardField0000003', 'contact', 'contact.email', 'Email', 'EMAIL', 'field',
	 'standardFolder000001', 100),
	('standardField0000004', 'contact', 'contact.phone', 'Phone', 'PHONE', 'field',
	 'standardFolder000001', 150),
	('standardField0000005', 'contact', 'contact.date_of_birth', 'Date Of Birth', 'DATE', 'field',
	 'standardFolder000001', 200),
	('standardField0000006', 'contact', 'contact.source', 'Contact Source', 'TEXT', 'field',
	 'standardFolder000001', 250),
	('standardField0000007', 'contact', 'contact.type', 'Contact Type', 'TEXT', 'field',
	 'standardFolder000001', 300),
	('standardField0000008', 'contact', 'contact.company_name', 'Business Name', 'TEXT', 'field',
	 'standardFolder000001', 350),
	('standardField0000009', 'contact', 'contact.address1', 'Street Address', 'TEXT', 'field',
	 'standardFolder000001', 400),
	('standardField0000010', 'contact', 'contact.city', 'City', 'TEXT', 'field',
	 'standardFolder000001', 450),
	('standardField0000011', 'contact', 'contact.state', 'State', 'TEXT', 'field',
	 'standardFolder000001', 500),
	('standardField0000012', 'contact', 'contact.postal_code', 'Postal Code', 'TEXT', 'field',
	 'standardFolder000001', 550),
	('standardField0000013', 'contact', 'contact.country', 'Country', 'TEXT', 'field',
	 'standardFolder000001', 600),
	('standardField0000014', 'contact', 'contact.website', 'Website', 'TEXT', 'field',
	 'standardFolder000001', 650),
	('standardField0000015', 'contact', 'contact.timezone', 'Time Zone', 'TEXT', 'field',
	 'standardFolder000001', 700),
	('standardField0000016', 'opportunity', 'opportunity.name', 'Opportunity Name', 'TEXT', 'field',
	 'standardFolder000003', 0),
	('standardField0000017', 'opportunity', 'opportunity.pipeline_id', 'Pipeline', 'TEXT', 'field',
	 'standardFolder000003', 50),
	('standardField0000018', 'opportunity', 'opportunity.pipeline_stage_id', 'Stage', 'TEXT', 'field',
	 'standardFolder000003', 100),
	('standardField0000019', 'opportunity', 'opportunity.status', 'Status', 'TEXT', 'field',
	 'standardFolder000003', 150),
	('standardField0000020', 'opportunity', 'opportunity.monetary_value', 'Lead Value', 'MONETORY',
	 'field', 'standardFolder000003', 200),
	('standardField0000021', 'opportunity', 'opportunity.assigned_to', 'Opportunity Owner', 'TEXT',
	 'field', 'standardFolder000003', 250),
	('standardField0000022', 'opportunity', 'opportunity.source', 'Opportunity Source', 'TEXT',
	 'field', 'standardFolder000003', 300),
	('standardField0000023', 'business', 'business.name', 'Company Name', 'TEXT', 'field',
	 'standardFolder000004', 0),
	('standardField0000024', 'business', 'business.phone', 'Phone', 'PHONE', 'field',
	 'standardFolder000004', 50),
	('standardField0000025', 'business', 'business.email', 'Email', 'EMAIL', 'field',
	 'standardFolder000004', 100),
	('standardField0000026', 'business', 'business.website', 'Website', 'TEXT', 'field',
	 'standardFolder000004', 150),
	('standardField0000027', 'business', 'business.address', 'Address', 'TEXT', 'field',
	 'standardFolder000004', 200),
	('standardField0000028', 'business', 'business.city', 'City', 'TEXT', 'field',
	 'standardFolder000004', 250),
	('standardField0000029', 'business', 'business.state', 'State', 'TEXT', 'field',
	 'standardFolder000004', 300),
	('standardField0000030', 'business', 'business.postal_code', 'Postal Code', 'TEXT', 'field',
	 'standardFolder000004', 350),
	('standardField0000031', 'business', 'business.country', 'Country', 'TEXT', 'field',
	 'standardFolder000004', 400),
	('standardField0000032', 'business', 'business.description', 'Description', 'LARGE_TEXT', 'field',
	 'standardFolder000004', 450);

CREATE TABLE custom_field (
	id TEXT PRIMARY KEY,                       -- 20 characters
	location_id TEXT NOT NULL,
	object_key TEXT NOT NULL,                  -- contact, opportunity, business, custom_objects.x
	field_key TEXT NOT NULL,                   -- contact.my_field; kept when the name changes
	name TEXT NOT NULL,
	data_type TEXT NOT NULL,                   -- '' for a folder
	document_type TEXT NOT NULL,               -- field or folder
	parent_id TEXT,                            -- its folder
	position BIGINT NOT NULL,
	placeholder TEXT NOT NULL DEFAULT '',
	description TEXT,
	options TEXT,                              -- [{"key","label","url"?}]
	picklist_options TEXT,                     -- the labels of these, as contacts show them
	text_box_list_options TEXT,                -- [{"id","label","prefillValue"}]
	accepted_formats TEXT,                     -- .pdf,.docx or all
	max_file_limit BIGINT,
	is_multiple_file BOOLEAN NOT NULL DEFAULT false,
	allow_custom_option BOOLEAN NOT NULL DEFAULT false,
	is_unique BOOLEAN NOT NULL DEFAULT false,
	show_in_forms BOOLEAN NOT NULL DEFAULT true,
	date_added BIGINT NOT NULL,
	date_updated BIGINT NOT NULL,
	UNIQUE (location_id, field_key)
);
CREATE INDEX custom_field_of_object ON custom_field (location_id, object_key, position);
