using System.Xml.Linq;
using ElasticAccess.Data.Rows;
using ElasticAccess.Data.Stores;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace ElasticAccess.Api.Startup;

/// <summary>
/// The keys of the console's cookies, in the store: a cookie is good at every replica and after a restart.
/// </summary>
internal sealed class ProtectionKeys(IStore store) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = store.NewDb();
        return [.. db.ProtectionKeys.Select(key => key.Xml).ToList().Select(XElement.Parse)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var db = store.NewDb();
        db.ProtectionKeys.Add(new ProtectionKeyRow { Name = friendlyName, Xml = element.ToString() });
        db.SaveChanges();
    }
}
