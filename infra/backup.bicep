// Where the app exports its tables to each night: an account of its own, so that what happens to the tables, by mistake
// or on purpose, does not happen to their copies.
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

// An erased person must be gone from the exports after 35 days. Azure deletes within a day or two of the due day, and
// only what the immutability policy no longer protects.
var protectedDays = 31
var deletedAfterDays = 32

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: 'bk${suffix}'
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: redundancy }
  properties: {
    accessTier: 'Cool'
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
      isVersioningEnabled: true
      // No soft delete: it would keep an erased person for longer.
      deleteRetentionPolicy: { enabled: false }
      containerDeleteRetentionPolicy: {
        enabled: true
        days: 7
      }
    }

    resource exports 'containers' = {
      name: 'backups'

      // Nothing can be changed or deleted before its time, not even by an owner of the subscription, once the policy is
      // locked: docs/deploy.md tells how, and why it is not from the start.
      resource immutability 'immutabilityPolicies' = {
        name: 'default'
        properties: {
          immutabilityPeriodSinceCreationInDays: protectedDays
          allowProtectedAppendWrites: false
        }
      }
    }
  }

  resource expiry 'managementPolicies' = {
    name: 'default'
    properties: {
      policy: {
        rules: [
          {
            name: 'exports-expire'
            type: 'Lifecycle'
            enabled: true
            definition: {
              filters: { blobTypes: ['blockBlob'] }
              actions: {
                baseBlob: { delete: { daysAfterCreationGreaterThan: deletedAfterDays } }
                // A deleted blob leaves a version of the same age.
                version: { delete: { daysAfterCreationGreaterThan: deletedAfterDays } }
              }
            }
          }
        ]
      }
    }
  }
}

resource lock 'Microsoft.Authorization/locks@2020-05-01' = {
  name: 'holds-backups'
  scope: account
  properties: {
    level: 'CanNotDelete'
    notes: 'The nightly exports of the tables.'
  }
}

output name string = account.name
