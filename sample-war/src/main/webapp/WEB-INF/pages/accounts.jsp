<%@ page contentType="text/html;charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<c:set var="title" value="Accounts"/>
<c:set var="place" value="accounts"/>
<%@ include file="top.jspf" %>
      <h1>Accounts</h1>
      <p class="lead">A barred account is turned away at its next request, in every zone. Other roles count from its next request on, without a new login.</p>
      <div class="scroll" role="region" aria-label="Accounts" tabindex="0">
        <table>
          <thead>
            <tr><th scope="col">Name</th><th scope="col">Roles</th><th scope="col">State</th><th scope="col">Change</th></tr>
          </thead>
          <tbody>
            <c:forEach var="account" items="${accounts}">
              <tr>
                <th scope="row"><c:out value="${account.name()}"/></th>
                <td><c:forEach var="role" items="${account.roles()}" varStatus="at"><c:if test="${not at.first}">, </c:if><c:out value="${role}"/></c:forEach></td>
                <td><span class="badge ${account.barred() ? 'barred' : 'delivered'}">${account.barred() ? 'Barred' : 'Welcome'}</span></td>
                <td>
                  <c:choose>
                    <c:when test="${account.name() == pageContext.request.remoteUser}"><span class="soft">your own</span></c:when>
                    <c:otherwise>
                      <form method="post" action="${root}/session/accounts/<c:out value="${account.name()}"/>">
                        <button class="quiet" name="barred" value="${not account.barred()}">${account.barred() ? 'Let in ' : 'Bar '}<c:out value="${account.name()}"/></button>
                      </form>
                      <form method="post" action="${root}/session/accounts/<c:out value="${account.name()}"/>">
                        <button class="quiet" name="roles" value="customer">Make <c:out value="${account.name()}"/> a customer</button>
                        <button class="quiet" name="roles" value="clerk">Make <c:out value="${account.name()}"/> a clerk</button>
                      </form>
                    </c:otherwise>
                  </c:choose>
                </td>
              </tr>
            </c:forEach>
          </tbody>
        </table>
      </div>
      <h2>Parcels by step</h2>
      <dl>
        <c:forEach var="count" items="${counts}">
          <dt>${count.key.label}</dt>
          <dd>${count.value}</dd>
        </c:forEach>
      </dl>
<%@ include file="bottom.jspf" %>
