import { networkRules } from 'network.bicep'

@minLength(13)
@maxLength(13)
param suffix string
param location string
param tags object
@description('How many copies there are, and where.')
param redundancy string
@description('Who may reach the account over the network.')
param rules networkRules

var tableNames = [
  'Submissions'
  'Recipients'
  'Subscribers'
  'Imports'
  'News'
  'Mails'
  'Limits'
  'Audit'
  'Sessions'
  'Desk'
]
var queueNames = [
  'submissions'
  'submissions-poison'
  'imports'
  'imports-poison'
  'news'
  'news-poison'
]

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: 'st${suffix}'
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: redundancy }
  properties: {
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    networkAcls: rules
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      deleteRetentionPolicy: {
        enabled: true
        days: 7
      }
      containerDeleteRetentionPolicy: {
        enabled: true
        days: 7
      }
    }

    resource deployments 'containers' = { name: 'deployments' }
  }

  resource tableService 'tableServices' = {
    name: 'default'

    resource tables 'tables' = [for name in tableNames: { name: name }]
  }

  resource queueService 'queueServices' = {
    name: 'default'

    resource queues 'queues' = [for name in queueNames: { name: name }]
  }
}

// Tables and queues have no soft delete, so the lock prevents accidental deletion of the account. Against what happens
// to the rows in it there are the nightly exports: backup.bicep.
resource lock 'Microsoft.Authorization/locks@2020-05-01' = {
  name: 'holds-submissions'
  scope: account
  properties: {
    level: 'CanNotDelete'
    notes: 'The tables hold what visitors sent.'
  }
}

output name string = account.name
output deploymentContainerUrl string = '${account.properties.primaryEndpoints.blob}${account::blobs::deployments.name}'
