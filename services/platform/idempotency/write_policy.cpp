// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/idempotency/write_policy.h"

#include "platform/openapi/api_document.h"

namespace platform {

WritePolicy writePolicyOf(const ApiOperation& operation)
{
    WritePolicy policy;
    if (const ApiParameter* key = operation.header("Idempotency-Key"))
        policy.key = key->required ? WritePolicy::Key::Required : WritePolicy::Key::Optional;
    const ApiParameter* ifMatch = operation.header("If-Match");
    policy.needsIfMatch = ifMatch && ifMatch->required;
    return policy;
}

} // namespace platform
