param suffix string
param location string
param tags object

var workspaceName = 'log-${suffix}'

// The rule below needs a workspace to stand in, and the workspace then needs the rule: it is written twice, and may be
// without the rule for the seconds between.
module bare 'workspace.bicep' = {
  name: 'workspace-bare'
  params: {
    name: workspaceName
    location: location
    tags: tags
  }
}

// Kusto for a column without query strings, of what a transformation knows of it (not replace_regex). Of an address all
// goes from the question mark on, of a text all from the first query string on, and a bag that has one is emptied.
func address(column string) string => '${column} = tostring(split(${column}, "?")[0])'
func text(column string) string => '${column} = extract("(?s)^(.*?)([?][a-z]+=|$)", 1, ${column})'
func bag(name string) string => '${name} = iif(tostring(${name}) matches regex "[?][a-z]+=", parse_json("{}"), ${name})'

// The links in mails carry a token behind the question mark, Webflow's hooks a key: they are cut off before anything is
// kept, whoever writes them. host.json has the host write none in the first place.
resource withoutQueries 'Microsoft.Insights/dataCollectionRules@2023-03-11' = {
  name: 'dcr-${suffix}'
  location: location
  tags: tags
  kind: 'WorkspaceTransforms'
  properties: {
    dataSources: {}
    destinations: {
      logAnalytics: [
        {
          name: 'workspace'
          workspaceResourceId: bare.outputs.id
        }
      ]
    }
    dataFlows: [for table in [
      { name: 'AppRequests', cut: [address('Url'), bag('Properties')] }
      { name: 'AppDependencies', cut: [address('Data'), bag('Properties')] }
      { name: 'AppTraces', cut: [text('Message'), bag('Properties')] }
      {
        name: 'AppExceptions'
        cut: [text('OuterMessage'), text('InnermostMessage'), bag('Details'), bag('Properties')]
      }
    ]: {
      streams: ['Microsoft-Table-${table.name}']
      destinations: ['workspace']
      transformKql: 'source | extend ${join(table.cut, ', ')}'
    }]
  }
}

module workspace 'workspace.bicep' = {
  name: 'workspace'
  params: {
    name: workspaceName
    location: location
    tags: tags
    ruleId: withoutQueries.id
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: 'appi-${suffix}'
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    DisableLocalAuth: true
    WorkspaceResourceId: workspace.outputs.id
  }
}

output insightsId string = insights.id
output insightsName string = insights.name
// It names the place and is no secret: with local authentication off, it takes a role to write there.
output insightsConnection string = insights.properties.ConnectionString
