// Writes what a person says of an application; what is null stays as it is.
// $urn: the application
// $displayName, $description: what is said of it
// $actor: who says so
// row: none
MATCH (application:Entity {urn: $urn})
SET application:Recorded, application.displayName = coalesce($displayName, application.displayName),
  application.description = coalesce($description, application.description), application.actor = $actor
