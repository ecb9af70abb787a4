story   a pipeline is made with its stages, read, changed and deleted
client
  POST /opportunities/pipelines {"locationId": "{location}", "name": "Membership", "colorRenderMode": "dot",
    "stages": [{"name": "New", "color": "#00f"}, {"name": "Talks"}, {"name": "Offer", "showInFunnel": false}]}
  expect 201 {"pipeline": {"id": "{pipe:id}", "name": "Membership", "locationId": "{location}",
    "showInFunnel": true, "showInPieChart": true, "useOpportunityProbability": false, "colorRenderMode": "dot",
    "position": "{text}", "dateAdded": "{instant}", "dateUpdated": "{instant}",
    "stages": [
      {"id": "{new:uuid}", "name": "New", "position": 0, "color": "#00f", "showInFunnel": true, "showInPieChart": true, "stageWinProbability": 25},
      {"id": "{talks:uuid}", "name": "Talks", "position": 1, "color": "{absent}", "stageWinProbability": 50},
      {"id": "{offer:uuid}", "name": "Offer", "position": 2, "showInFunnel": false, "stageWinProbability": 75}
    ]}}
  POST /opportunities/pipelines {"locationId": "{location}", "name": "Second", "stages": [{"name": "Only", "showInFunnel": false}]}
  expect 201 {"pipeline": {"id": "{second:id}", "showInFunnel": false, "showInPieChart": true, "stages": [{"stageWinProbability": 50}]}}
  GET /opportunities/pipelines?locationId={location}
  expect 200 {"pipelines": [{"id": "{pipe}", "name": "Membership"}, {"id": "{second}"}], "traceId": "{uuid}"}
  GET /opportunities/pipelines
  expect 422 {"message": "locationId can't be undefined", "code": "COMMON_LOCATION_ID_UNDEFINED", "statusCode": 422}
  # the whole list of stages is replaced: New stays as it was, Talks goes, Signed is new
  PUT /opportunities/pipelines/{pipe} {"name": "Members",
    "stages": [{"id": "{offer}", "name": "Offer made"}, {"id": "{new}", "name": "New"}, {"name": "Signed"}]}
  expect 200 {"pipeline": {"name": "Members", "colorRenderMode": "dot", "stages": [
    {"id": "{offer}", "name": "Offer made", "position": 0, "showInFunnel": false, "stageWinProbability": 25},
    {"id": "{new}", "name": "New", "position": 1, "color": "#00f"},
    {"id": "{signed:uuid}", "name": "Signed", "position": 2, "stageWinProbability": 75}
  ]}}
  GET /opportunities/pipelines/{pipe}
  expect 200 {"pipeline": {"name": "Members", "stages": [{"id": "{offer}"}, {"id": "{new}"}, {"id": "{signed}"}]}}
  DELETE /opportunities/pipelines/{pipe}
  expect 200 {"success": true}
  GET /opportunities/pipelines/{pipe}
  expect 400 {"message": "Pipeline with id {pipe} not found"}
  DELETE /opportunities/pipelines/{pipe}
  expect 400
  GET /opportunities/pipelines?locationId={location}
  expect 200 {"pipelines": [{"id": "{second}"}]}
client other
  GET /opportunities/pipelines/{second}
  expect 400
  GET /opportunities/pipelines?locationId={otherlocation}
  expect 200 {"pipelines": []}
  DELETE /opportunities/pipelines/{second}
  expect 400
