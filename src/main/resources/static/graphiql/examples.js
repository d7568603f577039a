// Questions that the sample estate answers.
const EXAMPLES = [
  `# What breaks if card-transactions changes, what of it is live, and whom to tell?
query Impact {
  impact(roots: ["data:s3://lake|card-transactions"], change: SCHEMA_CHANGE) {
    total
    complete
    byKind { kind count }
    affected(liveOnly: true, first: 10) {
      edges { node { severity hops asset { kind displayName } reasons { text } } }
    }
    contacts {
      owner { ... on Team { name contact } ... on Person { name email } }
      reasons
    }
    assumptions
  }
}
`,
  `# What did card-transactions reach, run by run, and what of it serves now?
query Recall {
  impact(roots: ["data:s3://lake|card-transactions"], change: BAD_DATA) {
    total
    byKind { kind count }
    byEnvironment { environment { name tier } count }
    affected(kinds: [MODEL_VERSION, DEPLOYMENT, APPLICATION], first: 20) {
      edges { node { live severity asset { kind displayName version } } }
    }
    assumptions
  }
}
`,
  `# Where does fraud-detector come from?
query Lineage {
  asset(kind: MODEL, namespace: "mlflow://registry", name: "fraud-detector") { id displayName description }
  lineage(id: "data:mlflow://registry|fraud-detector", direction: UPSTREAM) {
    complete
    nodes { hops asset { kind namespace name } }
    edges { from to since lastConfirmed }
  }
}
`,
  `# Who answers for fraud-detector?
query Owners {
  asset(kind: MODEL, namespace: "mlflow://registry", name: "fraud-detector") {
    displayName
    owners {
      role
      since
      source
      owner {
        ... on Team { name email contact members { name email } }
        ... on Person { name email }
      }
    }
  }
}
`,
]
