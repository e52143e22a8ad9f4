import { networkRules } from 'network.bicep'

@minLength(13)
@maxLength(13)
param suffix string
param location string
param tags object

@description('Who may reach the vault over the network.')
param rules networkRules

@description('A vault that was deleted keeps its name for 90 days: true brings it back, with its secrets.')
param isRecovered bool

@description('By their names in the vault; if one is empty, the value in the vault is kept.')
@secure()
param secrets object

var secretNames = [
  'sendgrid-api-key'
  'signing-keys'
  'address-key'
  'webflow-signing-secret'
  'webflow-key'
  'altcha-hmac-key'
  'turnstile-secret-key'
  'otlp-headers'
]

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv-${suffix}'
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    createMode: isRecovered ? 'recover' : 'default'
    networkAcls: rules
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    // Without the address key, existing recipients are no longer found.
    enablePurgeProtection: true
  }

  resource values 'secrets' = [for name in secretNames: if (!empty(secrets[name])) {
    name: name
    properties: { value: secrets[name] }
  }]
}

output name string = vault.name
output uri string = vault.properties.vaultUri
