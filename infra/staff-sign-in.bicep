param appName string
param tenantId string
@description('The application in Entra ID, with ID tokens switched on; it needs no secret.')
@minLength(1)
param applicationId string

resource app 'Microsoft.Web/sites@2024-11-01' existing = {
  name: appName

  // Anonymous requests pass: the forms are public, and the app itself guards the pages for staff.
  resource authentication 'config' = {
    name: 'authsettingsV2'
    properties: {
      platform: { enabled: true }
      globalValidation: { unauthenticatedClientAction: 'AllowAnonymous' }
      httpSettings: { requireHttps: true }
      identityProviders: {
        azureActiveDirectory: {
          enabled: true
          registration: {
            clientId: applicationId
            openIdIssuer: '${environment().authentication.loginEndpoint}${tenantId}/v2.0'
          }
        }
      }
      login: { tokenStore: { enabled: false } }
    }
  }
}
