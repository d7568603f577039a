const UNAUTHORIZED = 'Unauthorized (401): the token is missing or not known. The screen of ./mvnw spring-boot:test-run shows the '
  + 'token of that start (PEDIGREE_DEV_TOKEN sets it); for another catalog, ask its admin. Open /graphiql#token=<token> in this '
  + 'tab, or write {"Authorization": "Bearer <token>"} into the headers below.'

// The token is added to each request and stands in no tab, so that a new one works in old tabs too. Headers that a user wrote win.
async function authorized(url, options) {
  const headers = new Headers(options.headers)
  const known = sessionStorage.getItem(TOKEN)
  if (known && !headers.has('Authorization')) {
    headers.set('Authorization', 'Bearer ' + known)
  }
  const response = await fetch(url, { ...options, headers })
  if (response.status === 401) {
    return Response.json({ errors: [{ message: UNAUTHORIZED }] })
  }
  const written = /^Bearer (\S+)$/i.exec(headers.get('Authorization') || '')
  if (written) {
    sessionStorage.setItem(TOKEN, written[1])
  }
  return response
}

ReactDOM.createRoot(document.getElementById('graphiql')).render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: '/graphql', fetch: authorized }),
    storage: sessionStorage,
    defaultTabs: EXAMPLES.map((query) => ({ query })),
    shouldPersistHeaders: false,
  }),
)
