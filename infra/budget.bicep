@minLength(13)
@maxLength(13)
param suffix string
param amount int
param start string
param email string

var warnings = [
  {
    name: 'actual-80'
    type: 'Actual'
    threshold: 80
  }
  {
    name: 'forecast-100'
    type: 'Forecasted'
    threshold: 100
  }
]

resource budget 'Microsoft.Consumption/budgets@2023-11-01' = {
  name: 'budget-${suffix}'
  properties: {
    category: 'Cost'
    amount: amount
    timeGrain: 'Monthly'
    timePeriod: { startDate: start }
    notifications: toObject(warnings, warning => warning.name, warning => {
      enabled: true
      operator: 'GreaterThanOrEqualTo'
      threshold: warning.threshold
      thresholdType: warning.type
      contactEmails: [email]
    })
  }
}
