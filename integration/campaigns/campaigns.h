// SPDX-License-Identifier: Apache-2.0
/*
 * Campaigns send their mails: whoever is put into one gets them at their times, each once, as
 * messages of his conversation.
 *
 *	entering ─▶ contact_campaign, and a time (domain/companies/due.c)
 *	that time ─▶ send-a-new-message, campaign_mail and the next time, in one transaction
 *
 * The functions are named by the rows of campaigns.api and reached only through them.
 */
#ifndef GROUNDLEVEL_INTEGRATION_CAMPAIGNS_CAMPAIGNS_H
#define GROUNDLEVEL_INTEGRATION_CAMPAIGNS_CAMPAIGNS_H

#include "platform/store/store.h"

#endif
