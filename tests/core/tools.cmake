# SPDX-License-Identifier: GPL-3.0-or-later
qwats_add_test(tst_timestamp SOURCES time/tst_timestamp.cpp LINKS qwats_tools)
qwats_add_test(tst_metrics SOURCES metrics/tst_metrics.cpp LINKS qwats_tools)
qwats_add_test(tst_cachepolicy SOURCES cache/tst_cachepolicy.cpp LINKS qwats_tools)
qwats_add_test(tst_profile SOURCES settings/tst_profile.cpp LINKS qwats_tools)
qwats_add_test(tst_jsonfile SOURCES settings/tst_jsonfile.cpp LINKS qwats_tools)
qwats_add_test(tst_settings SOURCES settings/tst_settings.cpp LINKS qwats_tools)
qwats_add_test(tst_settingsvalues SOURCES settings/tst_settingsvalues.cpp LINKS qwats_tools)

# Against a real Secret Service in a session bus of its own; each mode is another state of the keychain.
add_executable(tst_credentialstore credentials/tst_credentialstore.cpp)
target_link_libraries(tst_credentialstore PRIVATE Qt6::Test qwats_credentials qwats_warnings)
set_target_properties(tst_credentialstore PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests-bin")
foreach(mode unlocked locked restarted stopped no-service no-bus)
    add_test(NAME tst_credentialstore_${mode}
             COMMAND sh "${CMAKE_CURRENT_SOURCE_DIR}/credentials/with-keyring.sh" ${mode} $<TARGET_FILE:tst_credentialstore>)
    set_tests_properties(tst_credentialstore_${mode} PROPERTIES TIMEOUT 60 SKIP_RETURN_CODE 77
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8")
endforeach()
