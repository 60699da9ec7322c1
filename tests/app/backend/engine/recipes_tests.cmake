# SPDX-License-Identifier: GPL-3.0-or-later
find_package(OpenSSL REQUIRED)
signalbox_add_test(broker_definitions_test.cpp LABEL unit LINK signalbox_engine)
signalbox_add_test(launch_plan_test.cpp        LABEL unit LINK signalbox_engine)
signalbox_add_test(local_ca_test.cpp           LABEL unit LINK signalbox_engine OpenSSL::Crypto)
signalbox_add_test(ports_test.cpp              LABEL unit LINK signalbox_engine Qt6::Network)
signalbox_add_test(secrets_test.cpp            LABEL unit LINK signalbox_engine)
signalbox_add_test(stack_variables_test.cpp    LABEL unit LINK signalbox_engine)
