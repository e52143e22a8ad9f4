// A network for the app alone, so that storage and the vault can be closed to all others. Service endpoints cost
// nothing.
@description('Who may reach an account or the vault over the network.')
@export()
type networkRules = {
  @description('Azure Monitor and the like, which come with an identity of their own.')
  bypass: 'AzureServices'
  defaultAction: 'Allow' | 'Deny'
  ipRules: { value: string }[]
  virtualNetworkRules: { id: string }[]
}

@minLength(13)
@maxLength(13)
param suffix string
param location string
param tags object

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-${suffix}'
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: ['10.20.0.0/24'] }

    subnets: [
      {
        name: 'app'
        properties: {
          addressPrefix: '10.20.0.0/26'
          // What Flex Consumption asks of its subnet.
          delegations: [
            {
              name: 'flex-consumption'
              properties: { serviceName: 'Microsoft.App/environments' }
            }
          ]
          serviceEndpoints: [
            { service: 'Microsoft.Storage' }
            { service: 'Microsoft.KeyVault' }
          ]
        }
      }
    ]
  }
}

output subnetId string = network.properties.subnets[0].id
