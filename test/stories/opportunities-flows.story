story   a flow makes an opportunity for each new contact, and hears of what becomes of it
client
  POST /opportunities/pipelines {"locationId": "{location}", "name": "Sales", "stages": [{"name": "New"}, {"name": "Next"}]}
  expect 201 {"pipeline": {"id": "{pipe:id}", "stages": [{"id": "{new:uuid}"}, {"id": "{next:uuid}"}]}}
  POST /flows/apply {"files": [
    "{\"flow\": \"deal\", \"enabled\": true, \"on\": {\"event\": \"highlevel.contact.created\"}, \"do\": [{\"id\": \"o\", \"post\": \"highlevel.opportunity\", \"set\": {\"pipelineId\": \"{pipe}\", \"name\": \"Deal of {{ contact.firstName }}\", \"status\": \"open\", \"contactId\": \"{{ contact.id }}\"}}, {\"put\": \"highlevel.opportunity\", \"where\": {\"id\": \"{{ steps.o.id }}\"}, \"set\": {\"pipelineStageId\": \"{next}\"}}]}",
    "{\"flow\": \"thanks\", \"enabled\": true, \"on\": {\"event\": \"highlevel.opportunity.created\"}, \"do\": [{\"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{{ opportunity.contactId }}\"}, \"set\": {\"body\": \"{{ opportunity.name }}\"}}]}"]}
  expect 200
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  GET /opportunities/search?location_id={location}&contact_id={ann}&pipeline_stage_id={next}
  soon 200 {"opportunities": [{"name": "Deal of Ann", "status": "open", "pipelineStageId": "{next}"}]}
  GET /contacts/{ann}/notes
  soon 200 {"notes": [{"body": "Deal of Ann"}]}
