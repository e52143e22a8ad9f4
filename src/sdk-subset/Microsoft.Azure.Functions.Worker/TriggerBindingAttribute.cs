namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>The base of every trigger's attribute; stands on the parameter that receives what triggered.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public abstract class TriggerBindingAttribute : BindingAttribute;

/// <summary>The base of every binding's attribute.</summary>
public abstract class BindingAttribute : Attribute;
