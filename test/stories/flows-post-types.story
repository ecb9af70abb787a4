story   a check of a flow knows which types of posts a site has, and which meta they take
peer
client peer
  POST /control {"user": "ann", "password": "abcd", "meta": ["level"], "types": {"posts": [], "pets": ["hl_object", "hl_status"], "courses": []}}
client
  POST /connections {"kind": "wordpress", "name": "site", "baseUrl": "{peer}", "account": "ann", "secret": "abcd"}
  expect 201 {"connection": {"id": "{site:id}"}}
  # nobody has looked at the site yet: that is said, and nothing is held against it
  POST /flows/check {"file": "{\"flow\": \"a\", \"on\": {\"poll\": \"wordpress.posts\", \"use\": \"site\", \"of\": \"pest\"}, \"do\": [{\"put\": \"wordpress.post\", \"use\": \"site\", \"of\": \"pets\", \"where\": {\"id\": \"1\"}, \"set\": {\"meta.hl_staus\": \"x\"}}]}"}
  expect 200 {"ok": true, "notes": [
    {"at": "on.of", "why": "which post types 'site' has is not known, and so not whether it has 'pest': check the connection 'site' first"},
    {"at": "do[0].of", "why": "which post types 'site' has is not known, and so not whether it has 'pets': check the connection 'site' first"}, "{more}"]}
  POST /connections/{site}/check
  expect 200 {"connection": {"state": "ok"}}
  GET /connections/{site}/fields
  expect 200 {"fields": [
    {"objectKey": "post_type", "fieldKey": "courses"}, {"objectKey": "post_type", "fieldKey": "pets"},
    {"objectKey": "post_type", "fieldKey": "posts"},
    {"objectKey": "post_type.pets", "fieldKey": "hl_object", "kind": "meta"}, {"objectKey": "post_type.pets", "fieldKey": "hl_status"},
    {"objectKey": "user", "fieldKey": "level"}]}
  # a type that is not there, of the trigger and of steps
  POST /flows/check {"file": "{\"flow\": \"a\", \"on\": {\"poll\": \"wordpress.posts\", \"use\": \"site\", \"of\": \"pest\"}, \"do\": [{\"if\": \"{{ post.slug }}\", \"then\": [{\"upsert\": \"wordpress.post\", \"use\": \"site\", \"of\": \"user\", \"match\": [\"slug\"], \"set\": {\"slug\": \"{{ post.slug }}\", \"meta.hl_object\": \"x\"}}]}, {\"get\": \"wordpress.post\", \"use\": \"site\", \"of\": \"comments\", \"where\": {\"id\": \"1\"}}]}"}
  expect 200 {"ok": false, "problems": [
    {"at": "on.of", "why": "there is no post type 'pest'; did you mean 'pets'?"},
    {"at": "do[0].then[0].of", "why": "there is no post type 'user'"},
    {"at": "do[1].of", "why": "there is no post type 'comments'"}]}
  # meta that the type does not take: set, and read
  POST /flows/check {"file": "{\"flow\": \"a\", \"on\": {\"poll\": \"wordpress.posts\", \"use\": \"site\", \"of\": \"pets\"}, \"only\": \"{{ post.meta.hl_staus == 'x' }}\", \"do\": [{\"put\": \"wordpress.post\", \"use\": \"site\", \"of\": \"pets\", \"where\": {\"id\": \"{{ post.id }}\"}, \"set\": {\"meta.hl_objct\": \"x\", \"meta.hl_status\": \"{{ post.meta.hl_object }}\"}}]}"}
  expect 200 {"ok": false, "problems": [
    {"at": "do[0].set.meta.hl_objct", "why": "'post_type.pets' has no field 'hl_objct'; did you mean 'hl_object'?"},
    {"at": "only", "why": "'post_type.pets' has no field 'hl_staus'; did you mean 'hl_status'?"}]}
  # a type without any, and the meta of members is not that of posts
  POST /flows/check {"file": "{\"flow\": \"a\", \"on\": {\"manual\": \"x\"}, \"do\": [{\"post\": \"wordpress.post\", \"use\": \"site\", \"of\": \"courses\", \"set\": {\"title\": \"T\", \"meta.level\": \"x\"}}]}"}
  expect 200 {"ok": false, "problems": [{"at": "do[0].set.meta.level", "why": "'post_type.courses' has no field 'level'"}]}
  # what is right, and what only a run knows
  POST /flows/check {"file": "{\"flow\": \"a\", \"on\": {\"poll\": \"wordpress.posts\", \"use\": \"site\", \"of\": \"pets\"}, \"do\": [{\"post\": \"wordpress.post\", \"use\": \"site\", \"of\": \"{{ post.slug }}\", \"set\": {\"title\": \"T\", \"meta.any\": \"{{ post.meta.hl_status }}\"}}, {\"post\": \"accessally.member\", \"use\": \"site\", \"set\": {\"username\": \"x\", \"email\": \"a@b.c\", \"password\": \"x\", \"meta.level\": \"x\"}}]}"}
  expect 200 {"ok": true}
  # a type that goes, and one that comes, are known after the next check
client peer
  POST /control {"types": {"cats": ["hl_object"]}}
client
  POST /connections/{site}/check
  expect 200 {"connection": {"state": "ok"}}
  GET /connections/{site}/fields
  expect 200 {"fields": [{"objectKey": "post_type", "fieldKey": "cats"}, {"objectKey": "post_type.cats", "fieldKey": "hl_object"}, {"objectKey": "user"}]}
  # objects of another HighLevel: the nearest is named, and that nobody has looked
client other
  POST /objects/ {"locationId": "{otherlocation}", "labels": {"singular": "Pet", "plural": "Pets"},
    "key": "pets", "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 201
client
  POST /connections {"kind": "highlevel", "name": "hl", "baseUrl": "{server}", "remoteLocationId": "{otherlocation}", "secret": "{othertoken}"}
  expect 201 {"connection": {"id": "{hl:id}"}}
  POST /flows/check {"file": "{\"flow\": \"a\", \"on\": {\"manual\": \"x\"}, \"do\": [{\"post\": \"highlevel.record\", \"use\": \"hl\", \"of\": \"pest\", \"set\": {\"name\": \"x\"}}]}"}
  expect 200 {"ok": true, "notes": [{"at": "do[0].of", "why": "which objects 'hl' has is not known, and so not whether it has 'custom_objects.pest': check the connection 'hl' first"}, "{more}"]}
  POST /connections/{hl}/check
  expect 200 {"connection": {"state": "ok"}}
  POST /flows/check {"file": "{\"flow\": \"a\", \"on\": {\"manual\": \"x\"}, \"do\": [{\"post\": \"highlevel.record\", \"use\": \"hl\", \"of\": \"pest\", \"set\": {\"name\": \"x\"}}]}"}
  expect 200 {"ok": false, "problems": [{"at": "do[0].of", "why": "there is no object 'custom_objects.pest'; did you mean 'custom_objects.pets'?"}]}
