// Deletes a rejected payload after its acceptance.
// $id: the id
// row: none
MATCH (payload:RejectedPayload {id: $id}) DETACH DELETE payload
