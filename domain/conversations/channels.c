// SPDX-License-Identifier: Apache-2.0
#include "domain/conversations/channels.h"

#include <string.h>

/* The numbers past 200 are ours: upstream's are not known. */
static const struct channel channels[] = {
	{ "SMS", "SMS", "SMS", "TYPE_SMS", 2, "SMS", 1, true, false, false },
	{ "RCS", "RCS", "SMS", "TYPE_RCS", 201, "RCS", 1, true, false, false },
	{ "Email", "Email", "Email", "TYPE_EMAIL", 3, "Email", 1, false, true, false },
	{ "WhatsApp", "WhatsApp", "WhatsApp", "TYPE_WHATSAPP", 19, "WhatsApp", 1, true, false,
	  false },
	{ "IG", "IG", NULL, "TYPE_INSTAGRAM", 18, "IG", 1, false, false, false },
	{ "FB", "FB", "FB", "TYPE_FACEBOOK", 11, "FB", 3, false, false, false },
	{ "GMB", "GMB", "GMB", "TYPE_GMB", 15, "GMB", 1, false, false, false },
	{ "Review", "GMB", "GMB", "TYPE_REVIEW", 17, "GMB", 4, false, false, false },
	{ "Live_Chat", "Live_Chat", NULL, "TYPE_LIVE_CHAT", 29, "Live Chat", 1, false, false,
	  false },
	{ "ALL_IN_ONE_CHAT", "Live_Chat", NULL, "TYPE_LIVE_CHAT", 29, "Live Chat", 1, false, false,
	  false },
	{ "WebChat", "Live_Chat", NULL, "TYPE_WEBCHAT", 5, "WebChat", 1, false, false, false },
	{ "Call", "Call", "Call", "TYPE_CALL", 1, "CALL", 1, false, false, true },
	{ "IVR_Call", "Call", "Call", "TYPE_IVR_CALL", 24, "CALL", 1, false, false, true },
	{ "Campaign_Call", "Call", "Call", "TYPE_CAMPAIGN_CALL", 8, "CALL", 1, false, false, true },
	{ "Campaign_VoiceMail", "Call", "Call", "TYPE_CAMPAIGN_VOICEMAIL", 10, "VoiceMail", 1,
	  false, false, true },
	{ "TIKTOK", "TIKTOK", NULL, "TYPE_TIKTOK", 202, "TIKTOK", 1, false, false, false },
	{ "FORM_SUBMISSION", "Live_Chat", NULL, "TYPE_FORM_SUBMISSION", 205, "FORM_SUBMISSION", 1,
	  false, false, false },
	{ "Appointment", "", NULL, "TYPE_ACTIVITY_APPOINTMENT", 31, "", 1, false, false, false },
	{ "Opportunity", "", NULL, "TYPE_ACTIVITY_OPPORTUNITY", 28, "", 1, false, false, false },
};

static const struct channel customs[] = {
	{ "Custom", "SMS", "SMS", "TYPE_CUSTOM_PROVIDER_SMS", 22, "Custom", 1, true, false, false },
	{ "Custom", "Email", "Email", "TYPE_CUSTOM_PROVIDER_EMAIL", 23, "Custom", 1, false, true,
	  false },
	{ "Custom", "Call", "Call", "TYPE_CUSTOM_CALL", 34, "CALL", 1, false, false, true },
};

const struct channel *channel_find(struct text word)
{
	for (size_t i = 0; i < sizeof(channels) / sizeof(*channels); i++)
		if (text_is(word, channels[i].word))
			return &channels[i];
	return NULL;
}

const struct channel *channel_custom(struct text provider_type)
{
	for (size_t i = 0; i < sizeof(customs) / sizeof(*customs); i++)
		if (text_is(provider_type, customs[i].provider))
			return &customs[i];
	return &customs[0];
}

const struct channel *channel_numbered(int number)
{
	for (size_t i = 0; i < sizeof(customs) / sizeof(*customs); i++)
		if (customs[i].number == number)
			return &customs[i];
	for (size_t i = 0; i < sizeof(channels) / sizeof(*channels); i++)
		if (channels[i].number == number)
			return &channels[i];
	return &channels[0];
}

/* --- what it may become --- */

/* A status and those that may follow it, each with a blank on both sides. */
static const struct {
	const char *from, *to;
} moves[] = {
	{ "pending", " sent delivered undelivered failed uncertain read opened clicked " },
	{ "uncertain", " sent delivered undelivered failed read opened clicked " },
	{ "sent", " delivered undelivered failed read opened clicked " },
	{ "undelivered", " delivered failed read opened clicked " },
	{ "delivered", " read opened clicked failed " },
	{ "read", " opened clicked " },
	{ "opened", " clicked " },
};

bool message_may_become(struct text from, struct text to)
{
	for (size_t i = 0; i < sizeof(moves) / sizeof(*moves); i++) {
		if (!text_is(from, moves[i].from))
			continue;
		const char *at = to.size ? memmem(moves[i].to, strlen(moves[i].to), to.at, to.size)
					 : NULL;

		return at && at[-1] == ' ' && at[to.size] == ' ';
	}
	return false;
}
