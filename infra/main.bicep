targetScope = 'subscription'

import { appSettings } from 'settings.bicep'

@description('Names the environment, and by it everything in it.')
@minLength(1)
@maxLength(64)
param environmentName string

@description('A region that has Flex Consumption and, for the storage account, availability zones.')
@minLength(1)
param location string

@description('The settings of the app; an empty one leaves the app its default.')
param settings appSettings

@description('SendGrid:ApiKey. Empty leaves the vault what it has, as for those below.')
@secure()
param sendGridApiKey string = ''

@description('Secrets:Keys')
@secure()
param signingKeys string = ''

@description('Secrets:AddressKey')
@secure()
param addressKey string = ''

@description('Webflow:SigningSecret, if vaultAlsoHolds names it')
@secure()
param webflowSigningSecret string = ''

@description('Webflow:Key, if vaultAlsoHolds names it')
@secure()
param webflowKey string = ''

@description('Altcha:HmacKey, if vaultAlsoHolds names it')
@secure()
param altchaHmacKey string = ''

@description('Turnstile:SecretKey, if vaultAlsoHolds names it')
@secure()
param turnstileSecretKey string = ''

@description('OTEL_EXPORTER_OTLP_HEADERS, if vaultAlsoHolds names it')
@secure()
param otlpHeaders string = ''

@description('The names in the vault of the secrets that may be left out, and are not; commas between.')
param vaultAlsoHolds string = ''

@description('Who is told when something is wrong: with the app, or with its costs.')
@minLength(1)
param alertEmail string

@description('What a month may cost before somebody is told, in the currency of the subscription.')
param monthlyBudget int = 25

@description('The first day of the month in which the budget was made; it cannot be changed later.')
@minLength(1)
param budgetStart string

var suffix = uniqueString(subscription().id, environmentName, location)
var tags = { 'azd-env-name': environmentName }

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module storage 'storage.bicep' = {
  name: 'storage'
  scope: group
  params: {
    suffix: suffix
    location: location
    tags: tags
  }
}

module vault 'vault.bicep' = {
  name: 'vault'
  scope: group
  params: {
    suffix: suffix
    location: location
    tags: tags
    secrets: {
      'sendgrid-api-key': sendGridApiKey
      'signing-keys': signingKeys
      'address-key': addressKey
      'webflow-signing-secret': webflowSigningSecret
      'webflow-key': webflowKey
      'altcha-hmac-key': altchaHmacKey
      'turnstile-secret-key': turnstileSecretKey
      'otlp-headers': otlpHeaders
    }
  }
}

module monitoring 'monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    suffix: suffix
    location: location
    tags: tags
  }
}

module identity 'identity.bicep' = {
  name: 'identity'
  scope: group
  params: {
    suffix: suffix
    location: location
    tags: tags
    storageName: storage.outputs.name
    vaultName: vault.outputs.name
    insightsName: monitoring.outputs.insightsName
  }
}

// It takes its identity from the module above, and so starts when that has its roles.
module app 'app.bicep' = {
  name: 'app'
  scope: group
  params: {
    suffix: suffix
    location: location
    tags: tags
    identityId: identity.outputs.id
    deploymentContainerUrl: storage.outputs.deploymentContainerUrl
  }
}

module appConfiguration 'settings.bicep' = {
  name: 'settings'
  scope: group
  params: {
    appName: app.outputs.name
    settings: settings
    storageName: storage.outputs.name
    clientId: identity.outputs.clientId
    vaultUri: vault.outputs.uri
    vaultAlsoHolds: vaultAlsoHolds
    insightsConnection: monitoring.outputs.insightsConnection
  }
}

module alerts 'alerts.bicep' = {
  name: 'alerts'
  scope: group
  params: {
    suffix: suffix
    location: location
    tags: tags
    insightsId: monitoring.outputs.insightsId
    email: alertEmail
  }
}

module budget 'budget.bicep' = {
  name: 'budget'
  scope: group
  params: {
    suffix: suffix
    amount: monthlyBudget
    start: budgetStart
    email: alertEmail
  }
}

output AZURE_RESOURCE_GROUP string = group.name
output AZURE_KEY_VAULT_NAME string = vault.outputs.name
output SERVICE_API_NAME string = app.outputs.name
output SERVICE_API_URI string = app.outputs.uri
