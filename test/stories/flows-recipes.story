story   a recipe names what it wants chosen, and filled it is a flow that fits
client
  GET /flows/recipes
  expect 200 {"recipes": [{"name": "calendars-from-site", "title": "Posts of the site become calendars"}, "{more}"]}
  GET /flows/recipes/member-to-contact
  expect 200 {"recipe": {"title": "A member is a contact",
    "about": "New members become contacts with the tag `member`, and what they change of their name or e-mail follows. Both know each other's id: the contact's is in the member's field `hl_contact_id`, the member's in the custom field `wp_user_id`. It works with any WordPress, with AccessAlly Managed Contacts as well.",
    "inputs": [{"name": "site", "is": "connection", "to": "site", "initial": "site"}, {"name": "hl", "to": "crm"},
      {"name": "let.tag", "is": "tag", "initial": "member"}, {"name": "wp_user_id", "is": "field", "of": "contact"},
      {"name": "hl_contact_id", "of": "user"}],
    "sample": {"email": "Ann@Example.com"}}}
  GET /flows/recipes/nothing
  expect 404
  # words are changed as words, a let by its value, and what people read is left alone
  POST /flows/recipes/member-to-contact {"values": {"site": "harbour", "hl": "here", "let.tag": "club member"}, "name": "club", "title": "The site's club"}
  expect 200 {"file": "{any}"}
  POST /flows/recipes/records-to-site {"values": {"site": "harbour", "pets": "dogs"}}
  expect 200 {"file": "{\"flow\":\"records-to-site\",\"title\":\"Records of an object become posts of the site\",\"inputs\":{\"hl\":{\"is\":\"connection\",\"to\":\"crm\",\"title\":\"The CRM\"},\"harbour\":{\"is\":\"connection\",\"to\":\"site\",\"title\":\"The site\"},\"dogs\":{\"is\":\"object\",\"title\":\"Object, and post type of the site\"}},\"on\":{\"poll\":\"highlevel.records\",\"use\":\"hl\",\"of\":\"dogs\",\"every\":\"15m\",\"start\":\"all\",\"watch\":[\"properties\"]},\"let\":{\"object\":\"{{ lookup('highlevel.object', 'custom_objects.dogs') }}\"},\"do\":[{\"if\":\"{{ event.change == 'deleted' }}\",\"then\":[{\"delete\":\"wordpress.post\",\"use\":\"harbour\",\"of\":\"dogs\",\"where\":{\"slug\":\"{{ record.id }}\"},\"missing\":\"null\"}],\"else\":[{\"upsert\":\"wordpress.post\",\"use\":\"harbour\",\"of\":\"dogs\",\"match\":[\"slug\"],\"set\":{\"slug\":\"{{ record.id }}\",\"status\":\"publish\",\"title\":\"{{ record.properties.name }}\",\"content\":{\"from\":\"record.properties.notes\",\"else\":\"\"},\"meta.hl_object\":\"{{ let.object }}\",\"meta.hl_status\":{\"from\":\"record.properties.status\",\"else\":\"none\"}}}]}]}"}
  POST /connections {"kind": "groundlevel", "name": "here"}
  expect 201
  # what a choice may not be changes nothing
  POST /flows/recipes/member-to-contact {"values": {"tag": "x"}}
  expect 422 {"message": ["values.tag is nothing that this recipe asks for"]}
  POST /flows/recipes/slots-to-member {"values": {"consultation": "x') || ('"}}
  expect 422 {"message": ["values.consultation must be a text without quotes and braces"]}
  POST /flows/recipes/nothing {}
  expect 404
  # a file says its inputs by the words that there are
  POST /flows/check {"file": "{\"flow\": \"x\", \"on\": {\"manual\": \"contact\"}, \"inputs\": {\"hl\": {\"is\": \"conection\"}, \"let.tag\": {\"is\": \"tag\"}, \"x\": 1}, \"do\": [{\"stop\": \"x\"}]}"}
  expect 200 {"ok": false, "problems": [{"at": "inputs.hl.is", "why": "is no kind of input; did you mean 'connection'?"},
    {"at": "inputs.let.tag", "why": "names no value of `let`"}, {"at": "inputs.x"}]}
