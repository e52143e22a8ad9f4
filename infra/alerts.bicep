@minLength(13)
@maxLength(13)
param suffix string
param location string
param tags object
param insightsId string
param workspaceId string
param email string

type alert = {
  name: string
  description: string
  severity: 1 | 2
  window: string
  every: string
  @description('Whether the query is about the workspace, and not about the app.')
  inWorkspace: bool?
  query: string
  threshold: int
}

// Severity 1: an email was or will be missing. 2: look at it today. docs/runbook.md says what to do about each alert.
// If one log line is enough for an alert, its window is longer than its interval, because the line may arrive late.
// Requests with a status are HTTP requests; those of the queue and of timers have 0.
var alerts alert[] = [
  {
    name: 'critical'
    description: 'A submission failed, a mail was given up, or notices do not reach staff.'
    severity: 1
    window: 'PT15M'
    every: 'PT5M'
    query: 'traces | where severityLevel == 4 and message !contains "is parked; the reason is in its row"'
    threshold: 0
  }
  {
    name: 'mail-parked'
    description: 'SendGrid refuses the key or the sender, or a setting is missing: mails wait.'
    severity: 1
    window: 'PT30M'
    every: 'PT15M'
    query: 'traces | where message contains "is parked; the reason is in its row"'
    threshold: 0
  }
  {
    name: 'mail-failed'
    description: 'SendGrid refused a mail for good; its words are in the row.'
    severity: 2
    window: 'PT2H'
    every: 'PT1H'
    query: 'traces | where severityLevel == 3 and message contains "failed; the reason is in its row"'
    threshold: 0
  }
  {
    name: 'server-errors'
    description: 'One answer in twenty is a 5xx, and at least three are.'
    severity: 1
    window: 'PT15M'
    every: 'PT5M'
    query: '''
      requests
      | where toint(resultCode) >= 100
      | summarize failed = sumif(itemCount, toint(resultCode) >= 500), answered = sum(itemCount)
      | where failed >= 3 and failed * 20 >= answered
    '''
    threshold: 0
  }
  {
    name: 'not-running'
    description: 'Sweep has not run for an hour: app or storage is down, or a known fault (#11828, #3335) stops timers.'
    severity: 1
    window: 'PT1H'
    every: 'PT15M'
    query: '''
      requests
      | where name == "sweep"
      | summarize succeeded = countif(tobool(success))
      | where succeeded == 0
    '''
    threshold: 0
  }
  {
    name: 'no-submissions'
    description: 'No form was accepted in two days: is the website still posting here?'
    severity: 2
    window: 'P2D'
    every: 'PT6H'
    query: '''
      requests
      | where name in ("subscribe", "consultation", "form", "webflow-webhook")
      | summarize accepted = countif(resultCode in ("200", "303"))
      | where accepted == 0
    '''
    threshold: 0
  }
  {
    name: 'bounces'
    description: 'Mail bounces, or is complained of, more often than now and then.'
    severity: 2
    window: 'P1D'
    every: 'PT1H'
    query: 'traces | where message contains "A recipient is suppressed after" and message !contains "unsubscribe"'
    threshold: 5
  }
  {
    name: 'events-refused'
    description: 'SendGrid signs its events with a key that is not in SendGrid:EventWebhookPublicKeys.'
    severity: 2
    window: 'PT1H'
    every: 'PT1H'
    query: 'traces | where message contains "An event post was refused"'
    threshold: 10
  }
  {
    name: 'logs-capped'
    description: 'The logs of the day have reached their limit: none are kept until it is over, and no alert sees any.'
    severity: 2
    window: 'PT1H'
    every: 'PT15M'
    inWorkspace: true
    query: '_LogOperation | where Category =~ "Ingestion" and Detail contains "OverQuota"'
    threshold: 0
  }
]

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-${suffix}'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'bluesky'
    emailReceivers: [
      {
        name: 'operator'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

resource rules 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [for rule in alerts: {
  name: 'alert-${rule.name}-${suffix}'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: 'BlueSky.Functions: ${rule.name}'
    description: rule.description
    severity: rule.severity
    enabled: true
    scopes: [rule.?inWorkspace ?? false ? workspaceId : insightsId]
    windowSize: rule.window
    evaluationFrequency: rule.every
    // The tables do not exist before the first record.
    skipQueryValidation: true
    autoMitigate: true
    criteria: {
      allOf: [
        {
          query: rule.query
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: rule.threshold
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    actions: { actionGroups: [people.id] }
  }
}]

output actionGroupId string = people.id
