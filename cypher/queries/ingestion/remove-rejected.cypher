// Forgets a refused payload that was accepted after all.
// $id: the id
// row: none
MATCH (payload:RejectedPayload {id: $id}) DETACH DELETE payload
