story   a pipeline that does not fit is refused and nothing is stored
client
  POST /opportunities/pipelines {"locationId": "{location}", "name": "Sales", "stages": [{"name": "New"}]}
  expect 201 {"pipeline": {"id": "{pipe:id}", "stages": [{"id": "{stage:uuid}"}]}}
  POST /opportunities/pipelines {"locationId": "{location}", "name": " sALES ", "stages": [{"name": "New"}]}
  expect 400 {"message": "There is a pipeline with this name already."}
  POST /opportunities/pipelines {"locationId": "{location}", "name": "Other", "stages": []}
  expect 422
  POST /opportunities/pipelines {"locationId": "{location}", "name": "Other", "stages": [{"name": "New"}, {"name": "NEW"}]}
  expect 422 {"message": ["stages.1.name must stand only once"]}
  POST /opportunities/pipelines {"locationId": "{location}", "name": "Other", "stages": [{"name": "  "}]}
  expect 422 {"message": ["stages.0.name should not be empty"]}
  POST /opportunities/pipelines {"locationId": "{location}", "name": "  ", "stages": [{"name": "A"}]}
  expect 422 {"message": ["name should not be empty"]}
  POST /opportunities/pipelines {"locationId": "{location}", "name": "Other", "stages": [{"id": "{stage}", "name": "New"}]}
  expect 400 {"message": "The pipeline stage id is invalid."}
  PUT /opportunities/pipelines/{pipe} {"id": "{pipe}", "position": "A", "dateAdded": "2026-01-01T00:00:00Z",
    "locationId": "{location}", "name": "Sales", "stages": [{"name": "New"}]}
  expect 422 {"message": ["property id should not exist", "property position should not exist",
    "property dateAdded should not exist", "property locationId should not exist"]}
  PUT /opportunities/pipelines/{pipe} {"name": "Sales", "stages": []}
  expect 422
  PUT /opportunities/pipelines/{pipe} {"name": "Sales", "stages": [{"id": "00000000-0000-4000-8000-000000000000", "name": "New"}]}
  expect 400 {"message": "The pipeline stage id is invalid."}
  GET /opportunities/pipelines?locationId={location}
  expect 200 {"pipelines": [{"id": "{pipe}", "name": "Sales", "stages": [{"id": "{stage}", "name": "New"}]}]}
client scoped opportunities.readonly
  POST /opportunities/pipelines {"locationId": "{location}", "name": "Mine", "stages": [{"name": "New"}]}
  expect 401
client scoped pipelines.create
  POST /opportunities/pipelines {"locationId": "{location}", "name": "Mine", "stages": [{"name": "New"}]}
  expect 201
