story  a location is read with every member that was recorded
client
  GET /locations/{location}
  expect 200 {"location": {"id": "{location}", "logoUrl": "{any}", "domain": "{any}",
    "isAgencySubAccount": false, "automaticMobileAppInvite": false, "defaultEmailService": "",
    "social": {"facebookUrl": "", "googlePlus": "", "linkedIn": "", "foursquare": "", "twitter": "", "yelp": "",
      "instagram": "", "youtube": "", "pinterest": "", "blogRss": "", "googlePlacesId": ""},
    "permissions": {"formsEnabled": true, "surveysEnabled": true, "triggerLinksEnabled": true,
      "webChatEnabled": true, "botServiceEnabled": true, "botService": true},
    "settings": {"crmSettings": {"deSyncOwners": true, "syncFollowers": {"contact": false, "opportunity": false}},
      "saasSettings": {"saasMode": "{any}", "twilioRebilling": "{any}"}}}}
