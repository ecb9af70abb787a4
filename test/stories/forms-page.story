story   everybody may fill in the page of a form: it makes a contact once, shows what does not fit, and keeps spam aside
client
  POST /locations/{location}/customFields {"name": "Size", "dataType": "TEXT", "model": "contact"}
  expect 201 {"customField": {"id": "{size:id}"}}
  POST /groundlevel/forms {"locationId": "{location}", "name": "Come <by>", "button": "Join & go", "thanks": "See you <b>soon</b>", "embedOrigins": ["https://www.example.com"], "elements": [
    {"key": "head", "kind": "heading", "label": "About you"},
    {"key": "first", "kind": "text", "label": "First name", "field": "firstName", "required": true},
    {"key": "mail", "kind": "email", "label": "E-mail", "field": "email", "required": true},
    {"key": "tel", "kind": "phone", "label": "Phone", "field": "phone"},
    {"key": "size", "kind": "one", "options": ["S", "M\"L"], "field": "{size}"},
    {"key": "way", "kind": "one", "options": ["1", "2", "3", "4", "5", "6"]},
    {"key": "days", "kind": "many", "options": ["mo", "tu", "we"]},
    {"key": "why", "kind": "long"}, {"key": "age", "kind": "number"}, {"key": "when", "kind": "date"},
    {"key": "agree", "kind": "flag"}]}
  expect 201 {"form": {"id": "{form:id}", "active": true}}
client nobody
  GET /f/{form}?first=An%22n&why=%3C%2Ftextarea%3E
  expect 200
  expect header Content-Type "text/html; charset=utf-8"
  expect header Content-Security-Policy "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self' ; frame-ancestors https://www.example.com"
  expect header Cache-Control no-store
  expect holds <h1>Come &lt;by&gt;</h1>
  expect holds <h2>About you</h2>
  expect holds <label>First name * <input type="text" name="first" required autocomplete="given-name" value="An&quot;n"></label>
  expect holds <input type="email" name="mail" required autocomplete="email"
  expect holds <input type="radio" name="size" value="M&quot;L">
  expect holds <select name="way">
  expect holds <input type="checkbox" name="days.1" value="tu">
  expect holds &lt;/textarea&gt;</textarea>
  expect holds <button>Join &amp; go</button>
  header Accept-Language: de-AT,de;q=0.9,en;q=0.5
  GET /f/{form}
  expect holds <html lang="de">
  expect holds Bitte wählen
  # what does not fit is shown with what was typed; nothing is kept
  raw application/x-www-form-urlencoded
  POST /f/{form} first=&mail=nonsense&why=Because+%3Ci%3E&days.0=mo&agree=on&age=many
  expect 422
  expect holds <p class="wrong" role="alert">Nothing was sent yet: please look at what is marked.</p>
  expect holds <p class="wrong" role="alert">Please fill this in.</p>\n<label>First name
  expect holds <p class="wrong" role="alert">This does not fit. Please look at it again.</p>\n<label>age
  expect holds Because &lt;i&gt;</textarea>
  expect holds name="days.0" value="mo" checked
  raw application/x-www-form-urlencoded
  POST /f/{form} first=Ann&mail=nonsense
  expect 422
  expect holds <p class="wrong" role="alert">This does not fit. Please look at it again.</p>\n<label>E-mail
client
  POST /contacts/search {"locationId": "{location}", "pageLimit": 10}
  expect 200 {"total": 0}
  GET /forms/submissions?locationId={location}
  expect 200 {"submissions": []}
  # what fits makes a contact, and the same once more within a minute is one
client nobody
  raw application/x-www-form-urlencoded
  POST /f/{form} first=Ann&mail=ann%40example.com&tel=%2B12025550101&size=S&way=3&days.0=mo&days.2=we&agree=on&age=41&when=2026-01-02&faxNumber=&other=1
  expect 303
  expect header Location "/f/{form}/thanks"
  raw application/x-www-form-urlencoded
  POST /f/{form} first=Ann&mail=ann%40example.com&tel=%2B12025550101&size=S&way=3&days.0=mo&days.2=we&agree=on&age=41&when=2026-01-02
  expect 303
  GET /f/{form}/thanks
  expect 200
  expect holds <p role="status">See you &lt;b&gt;soon&lt;/b&gt;</p>
client
  GET /forms/submissions?locationId={location}
  expect 200 {"submissions": [{"formId": "{form}", "name": "Ann", "email": "ann@example.com", "others": {"{size}": "S", "way": "3", "days": ["mo", "we"], "agree": true, "age": "41", "when": "2026-01-02"}}]}
  GET /contacts/search/duplicate?locationId={location}&email=ann@example.com
  expect 200 {"contact": {"id": "{ann:id}", "firstName": "Ann", "phone": "+12025550101"}}
  GET /events?types=FormSubmitted
  expect 200 {"events": [{"type": "FormSubmitted"}]}
  # whoever knows a phone number does not get the mail of its owner
client nobody
  raw application/x-www-form-urlencoded
  POST /f/{form} first=Eve&mail=eve%40example.com&tel=%2B12025550101
  expect 303
client
  GET /contacts/{ann}
  expect 200 {"contact": {"email": "ann@example.com", "firstName": "Eve"}}
  # who fills in what nobody sees is no person; he sees success, and somebody may take it all the same
client nobody
  raw application/x-www-form-urlencoded
  POST /f/{form} first=Bot&mail=bot%40example.com&faxNumber=1
  expect 303
  expect header Location "/f/{form}/thanks"
client
  GET /contacts/search/duplicate?locationId={location}&email=bot@example.com
  expect 200 {"contact": null}
  GET /groundlevel/forms/{form}/spam
  expect 200 {"spam": [{"id": "{spam:id}", "formId": "{form}", "reason": "A field that people do not see was filled in.", "answers": {"first": "Bot", "mail": "bot@example.com"}}]}
  POST /groundlevel/forms/{form}/spam/{spam}/take
  expect 201 {"submission": {"email": "bot@example.com", "contactId": "{id}"}}
  POST /groundlevel/forms/{form}/spam/{spam}/take
  expect 400
  GET /groundlevel/forms/{form}/spam
  expect 200 {"spam": []}
  GET /groundlevel/forms/nosuch/spam
  expect 400
client other
  POST /groundlevel/forms/{form}/spam/{spam}/take
  expect 400
  GET /groundlevel/forms/{form}/spam
  expect 400
client scoped forms.readonly
  POST /groundlevel/forms/{form}/spam/{spam}/take
  expect 401
  # ten a minute from one address
client nobody
  clock +2 minutes
  raw application/x-www-form-urlencoded
  repeat 10 POST /f/{form} first=Bot&mail=bot%40example.com&faxNumber=1
  expect 303
  raw application/x-www-form-urlencoded
  POST /f/{form} first=Bot&mail=bot%40example.com&faxNumber=1
  expect 429
  expect holds Nothing was sent: it was sent too often from here. Please wait a minute.
  clock +2 minutes
  # a page that was given out just now, long ago, or by somebody else
  raw application/x-www-form-urlencoded
  POST /f/{form} first=Ann&mail=ann%40example.com&filledFrom=1.2
  expect 422
  expect holds Nothing was sent yet: please send it once more.
  GET /f/{form}
  expect 200
  take stamp name="filledFrom" value="
  raw application/x-www-form-urlencoded
  POST /f/{form} first=Ann&mail=ann%40example.com&filledFrom={stamp}
  expect 422
  clock +3 seconds
  raw application/x-www-form-urlencoded
  POST /f/{form} first=Ann&mail=ann%40example.com&filledFrom={stamp}
  expect 303
  clock +25 hours
  raw application/x-www-form-urlencoded
  POST /f/{form} first=Ann&mail=ann%40example.com&filledFrom={stamp}
  expect 422
client
  # a form that is not active has no page, and a page leads where it should
  PUT /groundlevel/forms/{form} {"redirectUrl": "https://www.example.com/thanks?a=1"}
  expect 200 {"form": {"redirectUrl": "https://www.example.com/thanks?a=1", "thanks": "See you <b>soon</b>"}}
client nobody
  raw application/x-www-form-urlencoded
  POST /f/{form} first=Ann&mail=ann%40example.com
  expect 303
  expect header Location "https://www.example.com/thanks?a=1"
  GET /f/{form}
  expect header Content-Security-Policy "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self' https://www.example.com; frame-ancestors https://www.example.com"
  POST /f/{form} {"first": "Ann"}
  expect 415
client
  PUT /groundlevel/forms/{form} {"active": false}
  expect 200
client nobody
  GET /f/{form}
  expect 404
  expect holds There is no such form.
  raw application/x-www-form-urlencoded
  POST /f/{form} first=Ann&mail=ann%40example.com
  expect 404
  GET /f/{form}/thanks
  expect 404
client
  POST /groundlevel/forms {"locationId": "{location}", "name": "Bad", "embedOrigins": ["https://a.example; script-src *", "javascript:x", "https://a.example/path"], "elements": [{"key": "a", "kind": "text"}]}
  expect 422 {"message": ["embedOrigins.0 must be an origin, as https://www.example.com", "embedOrigins.1 must be an origin, as https://www.example.com", "embedOrigins.2 must be an origin, as https://www.example.com"]}
