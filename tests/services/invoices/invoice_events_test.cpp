// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "invoices/invoice.h"
#include "platform/bus/json_schema.h"
#include "services/platform/contract_example.h"
#include "support/paths.h"
#include "support/qt_test_main.h"

#include <nlohmann/json.hpp>

using namespace invoices;

// What invoices tells, held to its contracts.
class InvoiceEventsTest : public QObject
{
    Q_OBJECT

    static bool isValid(const char* type, const std::string& payload)
    {
        QFile file(signalbox::test::sourcePath("services/contracts/events/") + QLatin1String(type) +
                   QLatin1String(".schema.json"));
        if (!file.open(QIODevice::ReadOnly))
            return false;
        const platform::JsonSchema schema(file.readAll().toStdString());
        return schema.check(nlohmann::json::parse(payload)).empty();
    }

private slots:
    void every_event_holds_to_its_contract()
    {
        Invoice invoice;
        invoice.id = "01930000-0000-7000-8000-0000000000d1";
        invoice.orderId = "01930000-0000-7000-8000-000000000001";
        invoice.userId = "u";
        invoice.amount = 5000;
        const std::string at = "2026-01-02T03:04:05.678Z";
        QVERIFY(isValid("invoice.issued.v1", issuedEvent(invoice, at)));
        QVERIFY(isValid("invoice.failed.v1", failedEvent(invoice, "Too much.", at)));
        QVERIFY(isValid("invoice.voided.v1", voidedEvent(invoice.id, invoice.orderId, at)));
    }

    void the_contracts_examples_are_what_they_say()
    {
        using platform::test::contractExample;
        for (const char* type : {"invoice.issued.v1", "invoice.failed.v1", "invoice.voided.v1"}) {
            QVERIFY2(isValid(type, contractExample(std::string(type) + ".valid.json")), type);
            QVERIFY2(!isValid(type, contractExample(std::string(type) + ".invalid.json")), type);
        }
    }
};

QTEST_APPLESS_MAIN(InvoiceEventsTest)
#include "invoice_events_test.moc"
