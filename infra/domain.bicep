// A domain of the clinic's own, with a certificate that Azure issues and renews. Its DNS records must be there first:
// docs/deploy.md.
param appName string
param location string
param domain string
@description('Whether it is bound. A binding without a certificate would replace the one that has it.')
param isBound bool

resource app 'Microsoft.Web/sites@2024-11-01' existing = {
  name: appName
}

resource binding 'Microsoft.Web/sites/hostNameBindings@2024-11-01' = if (!isBound) {
  parent: app
  name: domain
  properties: {
    siteName: appName
    hostNameType: 'Verified'
    customHostNameDnsRecordType: 'CName'
  }
}

// On Flex Consumption a certificate belongs to the app.
resource certificate 'Microsoft.Web/sites/certificates@2024-11-01' = {
  parent: app
  name: replace(domain, '.', '-')
  location: location
  properties: {
    canonicalName: domain
    domainValidationMethod: 'cname'
  }
  dependsOn: [binding]
}

// The binding is the same resource as above, so it needs a deployment of its own.
module secured 'domain-certificate.bicep' = {
  name: 'domain-certificate'
  params: {
    appName: appName
    domain: domain
    thumbprint: certificate.properties.thumbprint
  }
}
