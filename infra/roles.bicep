@minLength(13)
@maxLength(13)
param suffix string
param storageName string
param backupName string
param vaultName string
param insightsName string
param principalId string
param backupPrincipalId string

var builtIn = {
  blobOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  queueContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  secretsUser: '4633458b-17de-408a-b874-0445c86b69e6'
  metricsPublisher: '3913510d-42f4-4e42-8a64-420c390055eb'
}

resource storage 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: storageName
}

resource backup 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: backupName
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: vaultName
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

// Storage Table Data Contributor without tables/write and tables/delete: the app changes rows and can neither make nor
// drop a table.
resource tableRows 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(resourceGroup().id, 'table-rows')
  properties: {
    roleName: 'BlueSky.Functions table rows ${suffix}'
    description: 'Reads and writes the rows of tables, and cannot make or drop a table.'
    type: 'CustomRole'
    assignableScopes: [resourceGroup().id]
    permissions: [
      {
        actions: []
        dataActions: [
          'Microsoft.Storage/storageAccounts/tableServices/tables/entities/read'
          'Microsoft.Storage/storageAccounts/tableServices/tables/entities/write'
          'Microsoft.Storage/storageAccounts/tableServices/tables/entities/delete'
          'Microsoft.Storage/storageAccounts/tableServices/tables/entities/add/action'
          'Microsoft.Storage/storageAccounts/tableServices/tables/entities/update/action'
        ]
      }
    ]
  }
}

// "add" makes a blob that is not there yet; without "write" and "delete", what was exported stays as it is.
resource exportWriter 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(resourceGroup().id, 'export-writer')
  properties: {
    roleName: 'BlueSky.Functions export writer ${suffix}'
    description: 'Adds and reads blobs, and can neither change nor delete one.'
    type: 'CustomRole'
    assignableScopes: [resourceGroup().id]
    permissions: [
      {
        actions: []
        dataActions: [
          'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read'
          'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/add/action'
        ]
      }
    ]
  }
}

// Blobs: the host's leases and keys, and the deployed package. Queues: the host also creates poison queues.
resource onStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in [
  builtIn.blobOwner
  builtIn.queueContributor
]: {
  name: guid(storage.id, principalId, role)
  scope: storage
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}]

resource onTables 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(storage.id, principalId, tableRows.name)
  scope: storage
  properties: {
    roleDefinitionId: tableRows.id
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

resource onVault 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, principalId, builtIn.secretsUser)
  scope: vault
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', builtIn.secretsUser)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

resource onInsights 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(insights.id, principalId, builtIn.metricsPublisher)
  scope: insights
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', builtIn.metricsPublisher)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

resource onBackups 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(backup.id, backupPrincipalId, exportWriter.name)
  scope: backup
  properties: {
    roleDefinitionId: exportWriter.id
    principalId: backupPrincipalId
    principalType: 'ServicePrincipal'
  }
}
