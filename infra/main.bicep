targetScope = 'subscription'

import { networkRules } from 'network.bicep'
import { appSettings } from 'settings.bicep'

@description('The name of the environment, used in the names of its resources.')
@minLength(1)
@maxLength(64)
param environmentName string

@description('A region that has Flex Consumption and, for the storage accounts, availability zones.')
@minLength(1)
param location string

@description('The settings of the app; for an empty one, the app uses its default.')
param settings appSettings

@description('SendGrid:ApiKey. If empty, the value in the vault is kept, as for those below.')
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

@description('The names of the optional secrets that the vault contains, comma-separated.')
param vaultAlsoHolds string = ''

@description('The id of the Entra ID application by which staff sign in; only with settings.staff.signIn: platform.')
param staffClientId string = ''

@description('The recipient of alerts about the app and its costs.')
@minLength(1)
param alertEmail string

@description('The monthly costs that trigger an alert, in the currency of the subscription. 0: no budget.')
@minValue(0)
param monthlyBudget int = 25

@description('The first day of the month in which the budget was created; it cannot be changed later.')
param budgetStart string = ''

@description('Copies of all that is stored: in three zones, or also in the region that Azure pairs with this one.')
@allowed(['Standard_ZRS', 'Standard_GZRS'])
param storageRedundancy string = 'Standard_ZRS'

@description('How many instances a flood may start: of HTTP functions, of queue functions and of timers so many each.')
@minValue(1)
@maxValue(1000)
param maximumInstances int = 40

@description('HTTP instances that are always ready, and paid for.')
@minValue(0)
param alwaysReadyInstances int = 0

@description('When a day has brought so many gigabytes of logs, the rest of it is not kept.')
@minValue(1)
param dailyLogsGigabytes int = 1

@description('Whether the health is asked for from outside; each run is paid for.')
param testsAvailability bool = true

@description('Whether only the app and operatorAddresses reach storage and vault.')
param isolatesNetwork bool = false

@description('IPv4 addresses or ranges of operators, comma-separated.')
param operatorAddresses string = ''

@description('A domain of your own, such as forms.clinic.example, whose DNS records are there already.')
param customDomain string = ''

@description('The domain that the last deployment bound: its output BOUND_DOMAIN.')
param boundDomain string = ''

@description('Whether roles are assigned: false for a deployer who may not, once they are there.')
param assignsRoles bool = true

@description('Whether instances start from a process that Azure has ready. false is the cure for a known fault of it.')
param startsWarm bool = true

@description('Whether the vault was deleted in the last 90 days and comes back.')
param recoversVault bool = false

var suffix = uniqueString(subscription().id, environmentName, location)
var tags = { 'azd-env-name': environmentName }

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module network 'network.bicep' = if (isolatesNetwork) {
  name: 'network'
  scope: group
  params: {
    suffix: suffix
    location: location
    tags: tags
  }
}

var operators = filter(map(split(operatorAddresses, ','), address => trim(address)), address => !empty(address))
var rules networkRules = {
  bypass: 'AzureServices'
  defaultAction: isolatesNetwork ? 'Deny' : 'Allow'
  ipRules: isolatesNetwork ? map(operators, address => { value: address }) : []
  virtualNetworkRules: isolatesNetwork ? [{ id: network!.outputs.subnetId }] : []
}

module identity 'identity.bicep' = {
  name: 'identity'
  scope: group
  params: {
    suffix: suffix
    location: location
    tags: tags
  }
}

module storage 'storage.bicep' = {
  name: 'storage'
  scope: group
  params: {
    suffix: suffix
    location: location
    tags: tags
    redundancy: storageRedundancy
    rules: rules
  }
}

module backup 'backup.bicep' = {
  name: 'backup'
  scope: group
  params: {
    suffix: suffix
    location: location
    tags: tags
    redundancy: storageRedundancy
    rules: rules
  }
}

module vault 'vault.bicep' = {
  name: 'vault'
  scope: group
  params: {
    suffix: suffix
    location: location
    tags: tags
    rules: rules
    isRecovered: recoversVault
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
    dailyGigabytes: dailyLogsGigabytes
    ownPrincipalIds: [
      identity.outputs.principalId
      identity.outputs.backupPrincipalId
    ]
  }
}

module accessLogs 'access-logs.bicep' = {
  name: 'access-logs'
  scope: group
  params: {
    storageName: storage.outputs.name
    backupName: backup.outputs.name
    vaultName: vault.outputs.name
    workspaceId: monitoring.outputs.workspaceId
  }
}

module roles 'roles.bicep' = if (assignsRoles) {
  name: 'roles'
  scope: group
  params: {
    suffix: suffix
    storageName: storage.outputs.name
    backupName: backup.outputs.name
    vaultName: vault.outputs.name
    insightsName: monitoring.outputs.insightsName
    principalId: identity.outputs.principalId
    backupPrincipalId: identity.outputs.backupPrincipalId
  }
}

module app 'app.bicep' = {
  name: 'app'
  scope: group
  params: {
    suffix: suffix
    location: location
    tags: tags
    identityId: identity.outputs.id
    backupIdentityId: identity.outputs.backupId
    deploymentContainerUrl: storage.outputs.deploymentContainerUrl
    scale: {
      maximumInstances: maximumInstances
      alwaysReadyInstances: alwaysReadyInstances
    }
    subnetId: isolatesNetwork ? network!.outputs.subnetId : null
  }
  // The app starts with its roles.
  dependsOn: [roles]
}

module domain 'domain.bicep' = if (!empty(customDomain)) {
  name: 'domain'
  scope: group
  params: {
    appName: app.outputs.name
    location: location
    domain: customDomain
    isBound: customDomain == boundDomain
  }
}

var url = empty(customDomain) ? app.outputs.uri : 'https://${customDomain}'

module appConfiguration 'settings.bicep' = {
  name: 'settings'
  scope: group
  params: {
    appName: app.outputs.name
    settings: settings
    url: url
    storageName: storage.outputs.name
    clientId: identity.outputs.clientId
    backupName: backup.outputs.name
    backupClientId: identity.outputs.backupClientId
    vaultUri: vault.outputs.uri
    vaultAlsoHolds: vaultAlsoHolds
    insightsConnection: monitoring.outputs.insightsConnection
    startsWarm: startsWarm
  }
}

module staffSignIn 'staff-sign-in.bicep' = if (settings.staff.signIn == 'platform') {
  name: 'staff-sign-in'
  scope: group
  params: {
    appName: app.outputs.name
    tenantId: settings.staff.tenantId
    applicationId: staffClientId
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
    workspaceId: monitoring.outputs.workspaceId
    email: alertEmail
  }
}

module availability 'availability.bicep' = if (testsAvailability) {
  name: 'availability'
  scope: group
  params: {
    suffix: suffix
    location: location
    tags: tags
    insightsId: monitoring.outputs.insightsId
    url: url
    actionGroupId: alerts.outputs.actionGroupId
  }
}

// Some offers of Azure have no budgets, and fail on one.
module budget 'budget.bicep' = if (monthlyBudget > 0) {
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
output AZURE_STORAGE_ACCOUNT_NAME string = storage.outputs.name
output AZURE_BACKUP_ACCOUNT_NAME string = backup.outputs.name
output SERVICE_API_URI string = url
// For the DNS records of a domain of your own.
output SERVICE_API_HOST string = app.outputs.hostName
output BOUND_DOMAIN string = customDomain
output DOMAIN_VERIFICATION string = app.outputs.domainVerification
