// SPDX-License-Identifier: Apache-2.0
/*
 * The company (agency) of the token.
 */
#include "domain/companies/companies.h"
#include "domain/companies/zones.h"
#include "platform/store/store.h"

enum err company_get(struct call *call)
{
	enum err e = store_reply_row(call, "company",
				     "SELECT company.*, (SELECT count(*) FROM location"
				     "  WHERE company_id = company.id) AS location_count"
				     " FROM company WHERE id = :companyId");

	if (e == ERR_MISSING)
		return refuse(call, ERR_ABSENT, "Company not found");
	return e;
}

enum err company_update(struct call *call)
{
	static const char *const filled[] = { "name", NULL };
	enum err e = place_check(call);

	if (!e)
		e = call_need_filled(call, filled);
	if (e)
		return e;
	if (!store_select_for_update(
		    call, "SELECT name, email, logo_url, phone, website, domain,"
			  " privacy_policy, terms_conditions, address, city, postal_code,"
			  " country, state, timezone, currency"
			  " FROM company WHERE id = :companyId"))
		return call->err ? call->err : refuse(call, ERR_MISSING, "Company not found");
	e = store_do(call, "UPDATE company SET name = :name, email = :email, logo_url = :logoUrl,"
			   " phone = :phone, website = :website, domain = :domain,"
			   " privacy_policy = :privacyPolicy,"
			   " terms_conditions = :termsConditions, address = :address,"
			   " city = :city, postal_code = :postalCode, country = :country,"
			   " state = :state, timezone = :timezone, currency = :currency,"
			   " date_updated = :now WHERE id = :companyId");
	return e ? e : company_get(call);
}

enum err company_found(struct call *call, struct text zone, struct text country)
{
	call_set_text(call, "zone", zone);
	call_set_text(call, "country", country);
	return store_do(call, "INSERT INTO company (id, name, timezone, country, date_added,"
			      " date_updated)"
			      " VALUES (:companyId, 'My Company', :zone, :country, :now, :now)");
}
