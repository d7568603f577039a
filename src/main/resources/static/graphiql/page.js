// The token comes behind the # of the address, which a browser sends to nobody.
const given = new URLSearchParams(location.hash.substring(1)).get('token')
if (given) {
  sessionStorage.setItem('pedigree:token', given)
  history.replaceState(null, '', location.pathname)
}
const token = given || sessionStorage.getItem('pedigree:token') || '<token>'
const headers = JSON.stringify({ Authorization: 'Bearer ' + token }, null, 2)

// Tabs are kept with their headers, so for the session only: the next one may have another token.
ReactDOM.createRoot(document.getElementById('graphiql')).render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: '/graphql', headers: token === '<token>' ? {} : JSON.parse(headers) }),
    storage: sessionStorage,
    defaultEditorToolsVisibility: 'headers',
    defaultHeaders: headers,
    headers,
    shouldPersistHeaders: true,
    defaultTabs: EXAMPLES.map((query) => ({ query, headers })),
  }),
)
