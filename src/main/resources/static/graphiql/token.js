// Takes the token out of the address before anything else is loaded: it stands behind the #, which no request carries.
const TOKEN = 'pedigree:token'

function takeToken() {
  const given = new URLSearchParams(location.hash.substring(1)).get('token')
  if (given) {
    sessionStorage.setItem(TOKEN, given)
    history.replaceState(null, '', location.pathname)
  }
}

takeToken()
// A link with a new token, opened in a tab that shows this page, loads nothing anew.
addEventListener('hashchange', takeToken)
